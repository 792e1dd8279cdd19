// Each traditional character of headings and states of the trade, with its simplified one behind it.
const pairs =
  '戶户單单號号狀状態态預预計计達达簽签時时間间運运發发貨货訂订實实際际諾诺約约應应該该託托遞递費费數数損损壞坏遺遗訴诉類类處处結结復复覆复責责賠赔償偿額额產产編编碼码' +
  '備备註注輛辆車车線线區区庫库倉仓儲储揀拣驗验質质檢检點点盤盘帳账賬账開开關关閉闭報报統统裝装載载聯联電电話话級级問问題题滿满評评價价項项種种進进離离後后員员務务調调' +
  '廠厂門门幣币負负據据準准確确終终創创認认審审條条寫写稱称誤误遲迟補补紀纪錄录記记總总體体積积從从來来對对與与還还給给繫系絡络絕绝丟丢滅灭換换銷销採采購购買买賣卖訊讯' +
  '歸归屬属見见議议詢询響响滯滞轉转層层異异個个張张隻只臺台鐵铁陸陆國国東东廣广灣湾輸输遠远暫暂無无銀银郵邮櫃柜標标淨净稅税親亲傳传圖图縣县鄉乡鎮镇樓楼為为證证齊齐選选擇择罰罚';

const simple: ReadonlyMap<string, string> = new Map(
  Array.from({ length: pairs.length / 2 }, (_, i) => [pairs.charAt(2 * i), pairs.charAt(2 * i + 1)] as const),
);

/** A Chinese text in simplified characters, as far as the words of the trade need it. */
export const simplified = (text: string): string => text.replace(/\p{Script=Han}/gu, one => simple.get(one) ?? one);
