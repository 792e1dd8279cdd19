// The fictitious 3PL: who its clients are, where it works, whom it hires, and how well each of them did from January to June.

/** Share on time by carrier and month. Shuntu's is the story: it loses drivers after the Spring Festival and recovers in June. */
export const carriers = {
  顺途物流: [0.987, 0.983, 0.945, 0.915, 0.885, 0.95],
  快达货运: [0.992, 0.988, 0.991, 0.993, 0.99, 0.993],
  江海联运: [0.985, 0.975, 0.98, 0.984, 0.982, 0.986],
  'Polder Express': [0.985, 0.99, 0.986, 0.988, 0.99, 0.988],
  'Noordzee Cargo': [0.958, 0.953, 0.96, 0.958, 0.965, 0.962],
};

/** How well a warehouse works, by month; wrong counts and picks per thousand. Chengdu's is the other story: scanners at every gate from 1 April. */
export const sites = {
  SHA1: {
    chinese: true,
    onTime: [0.985, 0.98, 0.985, 0.985, 0.99, 0.988],
    wrongCount: [6, 8, 6, 5, 5, 4],
    wrongPick: [4, 5, 4, 4, 3, 3],
  },
  CTU1: {
    chinese: true,
    onTime: [0.93, 0.915, 0.935, 0.975, 0.985, 0.992],
    wrongCount: [42, 48, 40, 14, 5, 3],
    wrongPick: [22, 26, 20, 7, 3, 2],
  },
  RTM1: {
    chinese: false,
    onTime: [0.975, 0.98, 0.97, 0.978, 0.982, 0.98],
    wrongCount: [9, 8, 10, 9, 8, 8],
    wrongPick: [5, 5, 6, 5, 4, 4],
  },
};

const china = [
  { to: '杭州', km: 180, days: 1 },
  { to: '南京', km: 300, days: 1 },
  { to: '武汉', km: 830, days: 2 },
  { to: '广州', km: 1450, days: 3 },
  { to: '北京', km: 1210, days: 2 },
  { to: '西安', km: 1380, days: 3 },
];
const southwest = [
  { to: '重庆', km: 310, days: 1 },
  { to: '贵阳', km: 650, days: 2 },
  { to: '昆明', km: 830, days: 2 },
  { to: '西安', km: 710, days: 2 },
  { to: '武汉', km: 1140, days: 3 },
];
const europe = [
  { to: 'Antwerpen', km: 100, days: 1 },
  { to: 'Köln', km: 260, days: 1 },
  { to: 'Hamburg', km: 520, days: 2 },
  { to: 'Göteborg', km: 1190, days: 3 },
  { to: 'Oslo', km: 1330, days: 4, customs: true },
  { to: 'Zürich', km: 830, days: 3, customs: true },
];

/**
 * What each client ships from where. `system` is the source file it comes in; `perMonth` counts shipments by month;
 * `errors` scales damage and mistakes against a common level, `most` is the largest line, `worth` the price range of a piece.
 */
export const flows = [
  {
    client: 'ACME',
    system: 'tms',
    most: 480,
    worth: [18, 95],
    site: 'SHA1',
    origin: '上海',
    lanes: china,
    perMonth: [205, 150, 215, 220, 225, 230],
    errors: 1,
    hired: [
      ['顺途物流', 60],
      ['快达货运', 40],
    ],
    consignees: ['永安超市配送中心', '家和生活超市', '邻里便利仓', '优鲜小院'],
    products: ['冷冻水饺', '番茄酱', '燕麦片', '果汁'],
  },
  {
    client: 'QINGHE',
    system: 'tms',
    most: 600,
    worth: [60, 380],
    site: 'SHA1',
    origin: '上海',
    lanes: china.slice(0, 5),
    perMonth: [95, 80, 100, 105, 100, 105],
    errors: 0.25,
    hired: [['快达货运', 100]],
    consignees: ['市第一人民医院', '仁爱医药公司', '康宁药房总仓'],
    products: ['疫苗', '胰岛素', '注射器'],
    cold: true,
  },
  {
    client: 'QINGHE',
    system: 'tms',
    most: 600,
    worth: [60, 380],
    site: 'CTU1',
    origin: '成都',
    lanes: southwest,
    perMonth: [45, 35, 45, 50, 50, 55],
    errors: 0.3,
    hired: [['快达货运', 100]],
    consignees: ['西南医药批发', '省人民医院'],
    products: ['疫苗', '输液器'],
    cold: true,
  },
  {
    client: 'LOTUS',
    system: 'tms',
    most: 60,
    worth: [420, 2600],
    site: 'CTU1',
    origin: '成都',
    lanes: southwest,
    perMonth: [110, 70, 115, 110, 120, 125],
    errors: 2.2,
    hired: [
      ['江海联运', 70],
      ['顺途物流', 30],
    ],
    consignees: ['安居家具广场', '锦绣家居城', '全屋优选'],
    products: ['衣柜', '餐桌', '床垫', '书架'],
  },
  {
    client: 'KESTREL',
    system: 'tms',
    most: 300,
    worth: [15, 90],
    site: 'SHA1',
    origin: '上海',
    lanes: china.slice(0, 4),
    perMonth: [0, 0, 14, 18, 16, 18],
    errors: 0.6,
    hired: [['快达货运', 100]],
    consignees: ['华东汽配城', '顺捷汽修连锁'],
    products: ['刹车片', '滤清器'],
  },
  {
    client: 'NORDLYS',
    system: 'rtm',
    most: 220,
    worth: [45, 240],
    site: 'RTM1',
    origin: 'Rotterdam',
    lanes: europe,
    perMonth: [130, 125, 140, 150, 155, 150],
    errors: 1.1,
    hired: [
      ['Polder Express', 55],
      ['Noordzee Cargo', 45],
    ],
    consignees: ['Fjellsport AS', 'Alpin Handel AG', 'Draußen GmbH', 'Skärgård Outdoor AB'],
    products: ['tent', 'rucksack', 'down jacket', 'boots'],
  },
  {
    client: 'KESTREL',
    system: 'rtm',
    most: 300,
    worth: [15, 90],
    site: 'RTM1',
    origin: 'Rotterdam',
    lanes: europe.slice(0, 4),
    perMonth: [0, 0, 40, 48, 52, 55],
    errors: 0.6,
    hired: [
      ['Polder Express', 80],
      ['Noordzee Cargo', 20],
    ],
    consignees: ['Autohaus Lenz', 'Garage Peeters', 'Verkstad Norr AB'],
    products: ['brake pads', 'filters', 'wipers'],
  },
];

/** Client and site pairs of the warehouses, with the month each began in. */
export const stores = [
  { client: 'ACME', site: 'SHA1', since: 0, sku: 'AF' },
  { client: 'QINGHE', site: 'SHA1', since: 0, sku: 'QH' },
  { client: 'QINGHE', site: 'CTU1', since: 0, sku: 'QH' },
  { client: 'LOTUS', site: 'CTU1', since: 0, sku: 'LH' },
  { client: 'NORDLYS', site: 'RTM1', since: 0, sku: 'NO' },
  { client: 'KESTREL', site: 'RTM1', since: 2, sku: 'KP' },
];

/** What the clients have in common for care, survey and billing; `mood` is the mean survey score by month. */
export const clients = [
  {
    code: 'ACME',
    chinese: true,
    since: 0,
    currency: 'CNY',
    complaints: [4, 4, 6, 9, 13, 8],
    hours: [1.5, 1.6, 2.0, 2.6, 3.4, 1.9],
    mood: [8.6, 8.5, 8.1, 7.4, 6.9, 7.6],
    contacts: 34,
  },
  {
    code: 'QINGHE',
    chinese: true,
    since: 0,
    currency: 'CNY',
    complaints: [2, 3, 2, 2, 3, 2],
    hours: [1.1, 1.2, 1.0, 1.1, 1.2, 0.9],
    mood: [9.0, 9.0, 9.1, 9.1, 9.2, 9.2],
    contacts: 22,
  },
  {
    code: 'LOTUS',
    chinese: true,
    since: 0,
    currency: 'CNY',
    complaints: [8, 8, 7, 6, 5, 4],
    hours: [2.9, 3.1, 2.7, 2.2, 1.8, 1.6],
    mood: [6.8, 6.7, 6.9, 7.5, 7.9, 8.2],
    contacts: 20,
  },
  {
    code: 'NORDLYS',
    chinese: false,
    since: 0,
    currency: 'EUR',
    complaints: [4, 5, 4, 5, 4, 4],
    hours: [1.8, 1.7, 1.9, 1.8, 1.7, 1.6],
    mood: [7.8, 7.9, 7.8, 8.0, 8.0, 8.1],
    contacts: 20,
  },
  {
    code: 'KESTREL',
    chinese: false,
    since: 2,
    currency: 'EUR',
    complaints: [0, 0, 2, 2, 1, 2],
    hours: [0, 0, 1.6, 1.4, 1.3, 1.2],
    mood: [0, 0, 8.0, 8.2, 8.4, 8.5],
    contacts: 10,
  },
];

/** The client's name as the Chinese transport system prints it. */
export const chineseNames = {
  ACME: '艾克美食品',
  QINGHE: '清河医药',
  LOTUS: '荷塘家居',
  KESTREL: '茶隼汽配',
  NORDLYS: '北光户外',
};
