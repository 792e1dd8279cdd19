import type { Dictionary } from './dictionary.js';

/**
 * Headers of Turkish exports. "no" stands for numara and its forms; "at" for tarih, saat and zaman and theirs. What follows ~ can mean
 * another field as well.
 */
export const turkish: Dictionary = {
  any: {
    client: 'müşteri | müşteri adı | müşteri kodu | müşteri ünvanı | firma | firma adı | cari | cari adı | mal sahibi',
    site: 'depo | depo adı | depo kodu | şube | tesis | ~lokasyon',
    carrier: 'nakliyeci | taşıyıcı | taşıyıcı firma | nakliye firması | kargo firması | kargo şirketi | lojistik firması',
    department: 'departman | bölüm',
    currency: 'para birimi | döviz',
    qty_unit: 'birim | ölçü birimi',
    order_no: 'sipariş no | sipariş | müşteri sipariş no | talep no',
    line_no: 'satır | satır no | kalem | kalem no | sıra no',
    agent: 'personel | operatör | temsilci | müşteri temsilcisi',
    requested_at: 'talep at',
    reason: 'neden | sebep | gecikme nedeni | gecikme sebebi | açıklama nedeni',
    shipment_no:
      'irsaliye no | irsaliye | sevk irsaliyesi no | sevkiyat no | sevkiyat | gönderi no | gönderi | kargo takip no | takip no | kargo no | taşıma no | teslimat no | yük no | cmr no',
  },
  shipment: {
    mode: 'taşıma şekli | taşıma türü | taşıma modu | araç tipi',
    origin: 'çıkış yeri | çıkış noktası | yükleme yeri | yükleme noktası | çıkış ili | çıkış şubesi',
    destination:
      'varış yeri | varış noktası | varış ili | varış şubesi | teslim yeri | teslimat yeri | teslimat adresi | teslim adresi | teslim şehri | ~şehir | ~il',
    lane: 'güzergah | hat | rota',
    service: 'hizmet | hizmet türü',
    product: 'ürün | ürün adı | malzeme | malzeme adı | malın cinsi',
    consignee: 'alıcı | alıcı adı | alıcı firma | teslim alan firma',
    status: 'durum | durumu | statü | teslimat durumu | sevkiyat durumu | kargo durumu | son durum | gönderi durumu',
    order_received_at: 'sipariş at | oluşturma at | kayıt at | sipariş alım at',
    dispatch_due_at: 'planlanan sevk at | planlanan yükleme at | sevk termin at | planlanan çıkış at',
    dispatched_at:
      'sevk at | sevkiyat at | çıkış at | yükleme at | gerçekleşen sevk at | gerçekleşen çıkış at | irsaliye at | fiili sevk at | kargoya veriliş at | ~teslim alma at',
    promised_at:
      'planlanan teslim at | planlanan teslimat at | termin | termin at | istenen teslim at | istenen teslimat at | taahhüt edilen teslim at | hedef teslim at | tahmini teslim at | tahmini teslimat at | planlanan varış at',
    delivered_at:
      'gerçekleşen teslim at | gerçekleşen teslimat at | teslim at | teslimat at | teslim edilme at | fiili teslim at | fiili teslimat at | gerçekleşen varış at | varış at | ~teslim alma at',
    closed_at: 'kapanış at | iptal at',
    pod_returned_at: 'evrak dönüş at | irsaliye dönüş at | imzalı irsaliye at | teslim evrakı at | evrak geliş at',
    small_batch: 'acil | ekspres',
    ordered_qty: 'sipariş miktarı | sipariş adedi | ~miktar | ~adet',
    shipped_qty:
      'sevk miktarı | sevk edilen miktar | koli | koli adedi | koli sayısı | palet | palet adedi | palet sayısı | parça | parça adedi | miktar | adet',
    delivered_qty: 'teslim miktarı | teslim edilen miktar | teslim edilen adet',
    damaged_qty: 'hasarlı | hasarlı miktar | hasarlı adet | hasar adedi',
    lost_qty: 'kayıp | kayıp miktar | kayıp adet | eksik | eksik miktar',
    distance_km: 'mesafe | km | kilometre',
    freight_cost: 'navlun | navlun tutarı | nakliye ücreti | nakliye bedeli | taşıma bedeli | taşıma ücreti | kargo ücreti',
    value: 'mal bedeli | değer | beyan edilen değer',
  },
  complaint: {
    complaint_no: 'şikayet no | şikayet | talep no | başvuru no | kayıt no',
    category: 'şikayet türü | şikayet konusu | kategori | konu',
    cause: 'kök neden | neden',
    party: 'sorumlu | sorumlu taraf',
    severity: 'öncelik | önem derecesi',
    channel: 'kanal | geliş kanalı',
    received_at: 'şikayet at | geliş at | kayıt at | açılış at | başvuru at | at',
    first_response_at: 'ilk yanıt at | ilk dönüş at',
    due_at: 'hedef kapanış at | son at | termin at',
    resolved_at: 'çözüm at | kapanış at | çözülme at | sonuçlanma at',
    recovery: 'aksiyon | alınan aksiyon | düzeltici faaliyet',
    compensation: 'tazminat | tazminat tutarı | ödenen tutar',
  },
  warehouse_task: {
    task_no: 'görev no | iş emri no | iş emri | toplama no | mal kabul no',
    direction: 'yön | giriş çıkış',
    activity: 'işlem | işlem türü | işlem tipi | hareket tipi',
    sku: 'stok kodu | ürün kodu | malzeme kodu',
    requested_at: 'oluşturma at | talep at',
    due_at: 'termin | hedef at | planlanan bitiş at',
    completed_at: 'bitiş at | tamamlanma at | tamamlandı',
    asked_qty: 'istenen miktar | talep miktarı',
    done_qty: 'toplanan miktar | gerçekleşen miktar | miktar',
    damaged_qty: 'hasarlı',
    lost_qty: 'eksik',
  },
  stock_count: {
    count_no: 'sayım no | sayım',
    sku: 'stok kodu | ürün kodu | malzeme kodu',
    location: 'raf | göz | adres | lokasyon',
    counted_at: 'sayım at | at',
    book_qty: 'sistem miktarı | kayıtlı miktar | sistem stoğu | kaydi stok',
    counted_qty: 'sayılan miktar | sayım miktarı | fiili stok | fiili miktar',
    damaged_qty: 'hasarlı',
    unit_value: 'birim fiyat | birim maliyet',
  },
  survey_answer: {
    client: 'şirket | kurum',
    wave: 'anket | dönem',
    respondent: 'katılımcı | katılımcı no | yanıt no | ad soyad',
    item: 'soru',
    answered_at: 'at damgası | yanıt at',
    score: 'puan | skor',
    comment: 'yorum | yorumlar | görüş | öneri',
  },
};
