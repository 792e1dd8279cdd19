import type { Dictionary } from './dictionary.js';

/**
 * Headers of Italian exports. "no" stands for numero, n. and N°; "at" for data and ora; "qty" for quantità, q.tà and qtà; di, del, della
 * and e do not count. What follows ~ can mean another field as well.
 */
export const italian: Dictionary = {
  any: {
    client:
      'cliente | no cliente | codice cliente | nome cliente | committente | mandante | depositante | proprietario | proprietario merce | intestatario | ragione sociale | rag sociale | rag soc | ragione sociale cliente | rag soc cliente | ~mittente | ~azienda',
    site: 'magazzino | mag | codice magazzino | deposito | filiale | stabilimento | piattaforma | polo logistico | ~sede | ~sito',
    carrier: 'vettore | nome vettore | codice vettore | corriere | trasportatore | autotrasportatore | spedizioniere',
    department: 'reparto | ufficio',
    currency: 'valuta | divisa',
    qty_unit: 'unità di misura | unità misura | un mis | um | u m',
    order_no:
      'ordine | no ordine | ordine no | ordine cliente | no ordine cliente | rif ordine | riferimento ordine | rif ordine cliente | vs ordine | vostro ordine | no ord | ~riferimento | ~rif | ~rif cliente | ~vs rif',
    line_no: 'riga | no riga | riga ordine | posizione',
    agent: 'operatore | addetto | gestito da | in carico a | assegnato a',
    requested_at: 'at richiesta intervento',
    reason:
      'causale | motivo | causa | motivazione | motivo ritardo | causale ritardo | causa ritardo | anomalia | codice anomalia | causale anomalia | motivo mancata consegna | motivo giacenza | causale giacenza | motivo reso',
    shipment_no:
      'ddt | no ddt | ddt no | rif ddt | documento di trasporto | documento trasporto | bolla | no bolla | bolla no | rif bolla | spedizione | no spedizione | no sped | rif spedizione | codice spedizione | lettera di vettura | no lettera di vettura | ldv | no ldv | borderò | no borderò | no consegna | segnacollo | no collo | codice tracking | no cmr | ~viaggio | ~no viaggio | ~no carico | ~documento | ~no documento | ~no doc',
  },
  shipment: {
    mode: 'modalità | modalità di trasporto | mezzo di trasporto | mezzo | tipo trasporto',
    origin:
      'origine | luogo carico | località carico | luogo ritiro | località ritiro | partenza | località partenza | località mittente | città partenza | città mittente | provenienza',
    destination:
      'destinazione | luogo consegna | località consegna | luogo scarico | indirizzo consegna | località destinatario | località destinazione | città destinatario | città destinazione | ~località | ~città | ~comune | ~nazione',
    lane: 'tratta | linea | giro | percorso',
    service: 'servizio | tipo servizio | tipologia servizio',
    product:
      'articolo | descrizione | prodotto | merce | codice articolo | cod art | descrizione articolo | descrizione merce | natura merce | contenuto',
    consignee:
      'destinatario | nome destinatario | ragione sociale destinatario | rag soc destinatario | rag soc dest | dest | ricevente | cliente finale | punto vendita | punto di consegna | destinazione merce | dest merce',
    status: 'stato | esito | stato spedizione | stato consegna | esito consegna | stato ordine | ultimo stato | situazione',
    order_received_at:
      'at ordine | at ord | at ordine cliente | ordinato il | at inserimento | at creazione | creato il | at ricezione ordine | ricezione ordine',
    order_processed_at: 'at conferma | at conferma ordine | confermato il | at evasione | evaso il | at approntamento',
    dispatch_due_at:
      'at spedizione prevista | at prevista spedizione | spedizione prevista | at sped prevista | at sped prev | at partenza prevista | partenza prevista | at carico prevista | carico previsto | at carico previsto | at ritiro prevista | ritiro previsto | spedire entro | da spedire entro',
    dispatched_at:
      'at spedizione | at sped | spedito il | spedito | at partenza | partito il | at carico | caricato il | at ritiro | ritirato il | at uscita | at affidamento | presa in carico | at presa in carico | spedizione effettiva | ~at ddt | ~at bolla | ~at documento | ~at doc',
    promised_at:
      'at consegna prevista | at prevista consegna | consegna prevista | at cons prevista | at cons prev | cons prevista | cons prev | at prevista | at prev consegna | at consegna richiesta | consegna richiesta | at cons richiesta | at richiesta | at consegna concordata | at concordata | at consegna promessa | at promessa | at consegna pianificata | consegna pianificata | at pianificata | consegna stimata | at stimata consegna | at consegna teorica | consegnare entro | da consegnare entro | consegna entro | consegna entro il | entro il | at prenotata | appuntamento | at appuntamento | termine consegna | at tassativa | at tassativa consegna | resa prevista',
    delivered_at:
      'at consegna | at cons | consegnato il | consegnato | at consegna effettiva | at effettiva consegna | consegna effettiva | at cons effettiva | at cons eff | at effettiva | at consegna reale | consegna reale | at scarico | scaricato il | at arrivo | arrivo | at recapito | recapitato il | at firma | ~at esito | ~at ricezione | ~at ricevimento',
    closed_at: 'at chiusura | chiuso il | at annullamento | annullato il',
    pod_due_at: 'rientro ddt entro | rientro bolla entro',
    pod_returned_at:
      'rientro ddt | at rientro ddt | rientro bolla | rientro bolle | at rientro bolla | ddt firmato | bolla firmata | rientro documenti | at rientro documenti | ritorno documenti | rientro cmr | at rientro cmr | cmr firmata | pod ricevuta | pod ricevuto | at ricezione pod | at rientro pod | prova di consegna',
    customs_declared_at: 'at dichiarazione doganale | at bolla doganale',
    customs_cleared_at: 'at sdoganamento | at svincolo | svincolo doganale',
    order_correct: 'ordine corretto',
    delivered_correctly: 'consegna corretta | consegnato correttamente',
    documents_correct: 'documenti corretti | documentazione corretta | documenti ok',
    small_batch: 'urgente | espresso',
    ordered_qty: 'qtà ordinata | qtà ord | qtà richiesta | pezzi ordinati | pz ordinati | colli ordinati | ~qtà',
    shipped_qty:
      'colli | no colli | colli spediti | qtà | qtà spedita | qtà sped | qtà evasa | pezzi | pz | no pezzi | pezzi spediti | bancali | no bancali | pallet | no pallet | cartoni | unità',
    delivered_qty: 'qtà consegnata | qtà cons | colli consegnati | pezzi consegnati | qtà ricevuta | colli ricevuti',
    damaged_qty:
      'danneggiati | danneg | dann | colli danneggiati | colli danneg | colli dann | qtà danneggiata | qtà dann | pezzi danneggiati | danni | avaria | avarie | rotti | rotture',
    lost_qty:
      'mancanti | manc | colli mancanti | colli manc | pezzi mancanti | qtà mancante | mancanze | ammanco | ammanchi | smarriti | colli smarriti | persi',
    distance_km: 'distanza | chilometri | km | percorrenza',
    freight_cost:
      'costo trasporto | costo trasp | importo trasporto | importo trasp | costo spedizione | nolo | costo nolo | importo nolo | spese di trasporto | spese trasporto | corrispettivo',
    value: 'valore | valore merce | valore ordine | valore dichiarato | imponibile | ~importo | ~totale',
  },
  complaint: {
    complaint_no:
      'reclamo | no reclamo | no recl | segnalazione | no segnalazione | contestazione | no contestazione | pratica | no pratica | sinistro | no sinistro | non conformità | no non conformità | nc | no nc | caso | no caso',
    kind: 'tipo di registrazione',
    category:
      'tipologia | tipo | tipo reclamo | tipologia reclamo | tipo segnalazione | tipo danno | tipologia danno | categoria | oggetto | natura reclamo | motivo reclamo',
    product: 'articolo | prodotto | merce',
    cause: 'causa | causa radice | motivo | causale',
    party: 'responsabile | responsabilità | imputabile a | imputazione | addebito a | a carico di | colpa',
    severity: 'priorità | gravità | urgenza',
    channel: 'canale | canale ricezione | mezzo | ricevuto via | ricevuto tramite',
    received_at:
      'at apertura | aperto il | at reclamo | at ricezione | at ricevimento | ricevuto il | at segnalazione | segnalato il | at contestazione | at inserimento | at',
    first_response_at:
      'prima risposta | at prima risposta | primo riscontro | at primo riscontro | at risposta | at riscontro | risposto il',
    due_at:
      'entro il | entro | scadenza | at scadenza | termine | termine risposta | at limite | rispondere entro | chiudere entro | da chiudere entro',
    resolved_at:
      'at chiusura | chiuso il | chiusura | at risoluzione | risolto il | risolto | at soluzione | at definizione | evaso il',
    callback_at: 'richiamato il | at richiamata',
    recovery: 'azione | azione correttiva | azioni | soluzione | provvedimento | trattamento',
    compensation:
      'importo richiesto | importo reclamato | importo | importo danno | valore danno | risarcimento | importo risarcito | indennizzo | rimborso | accredito | nota di credito | valore contestato',
  },
  warehouse_task: {
    task_no:
      'missione | no missione | lista di prelievo | no lista | prelievo | no prelievo | ordine di lavoro | no entrata | no uscita | no ricevimento | ~no carico | ~no ordine | ~ordine',
    direction: 'entrata uscita | tipo movimento | movimento | causale movimento',
    activity: 'attività | tipo missione | operazione | processo',
    sku: 'articolo | codice articolo | cod art | codice prodotto',
    requested_at: 'at creazione | creato il | at lancio | at rilascio | at inizio',
    due_at: 'scadenza | entro il | at prevista | fine prevista | da completare entro',
    completed_at: 'at fine | fine | completato il | at completamento | terminato il | chiuso il | at conferma',
    carried_out: 'eseguito | eseguita',
    correct: 'corretto | corretta | senza errori',
    documents_correct: 'documenti corretti | documenti ok',
    asked_qty: 'qtà richiesta | qtà ordinata | qtà prevista | qtà da prelevare',
    done_qty: 'qtà prelevata | qtà evasa | qtà ricevuta | qtà effettiva | qtà stoccata | qtà',
    damaged_qty: 'danneggiati | rotti | avarie',
    lost_qty: 'mancanti | ammanco',
  },
  stock_count: {
    count_no: 'inventario | no inventario | conta | no conta | lista inventariale',
    sku: 'articolo | codice articolo | cod art | codice prodotto',
    location: 'ubicazione | vano | scaffale | cella | corsia',
    count_type: 'tipo inventario | tipo di inventario | tipo conta',
    abc_class: 'classe abc | classe',
    counted_at: 'at conta | at inventario | contato il | at',
    checked: 'verificato | controllato',
    book_qty: 'giacenza | giacenza teorica | giacenza contabile | giacenza sistema | esistenza | qtà teorica | qtà contabile',
    counted_qty: 'qtà contata | contato | giacenza reale | giacenza fisica | qtà fisica | qtà rilevata | qtà inventariata',
    damaged_qty: 'danneggiati | rotti',
    unit_value: 'prezzo unitario | costo unitario | valore unitario | prezzo | costo',
  },
  survey_answer: {
    client: 'azienda | nome azienda | società',
    wave: 'sondaggio | indagine | questionario | trimestre',
    respondent: 'rispondente | intervistato | no risposta | nome | nominativo | e mail',
    item: 'domanda | criterio',
    role: 'ruolo | funzione',
    answered_at: 'informazioni cronologiche | at risposta | at compilazione | compilato il',
    score: 'voto | punteggio | valutazione',
    phrase: 'risposta',
    comment: 'commento | commenti | osservazioni | suggerimenti | ~note',
  },
  invoice: {
    invoice_no: 'fattura | no fattura',
    service: 'servizio | tipo servizio | voce di costo',
    issued_at: 'at fattura | at emissione | emessa il',
    settle_due_at: 'scadenza | at scadenza | scadenza pagamento',
    settled_at: 'at pagamento | pagata il | at incasso',
    correct: 'corretta | corretto',
    amount: 'importo | imponibile | importo netto | totale fattura | totale',
  },
};
