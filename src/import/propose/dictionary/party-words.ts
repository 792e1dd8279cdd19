/** Headings that name whoever is to blame for a complaint, or just as well the employee who deals with it: what stands below tells. */
export const responsibleHeadings =
  'responsable | responsabile | responsável | responsible | odpowiedzialny | verantwortlich | verantwortlicher | zuständig | zuständigkeit | verantwoordelijke | verantwoordelijk | ответственный | sorumlu | 责任人 | responsible person | persona responsable | pessoa responsável | persona responsabile | personne responsable';

/** The parties of a logistics service, each in the languages of the dictionary, as complaints blame them. */
export const partyWords =
  'carrier | haulier | transport | transporter | courier | driver | subcontractor | warehouse | client | customer | consignee | receiver | recipient | supplier | vendor | shipper | sender | third party | internal | external | customs | we | us | none | operations | office | customer service | force majeure | 承运商 | 承运人 | 快递 | 司机 | 仓库 | 客户 | 货主 | 收货方 | 收货人 | 供应商 | 我方 | 对方 | 第三方 | 物流 | 海关 | 不可抗力' +
  ' | frachtführer | spedition | spediteur | transporteur | fahrer | lager | kunde | empfänger | lieferant | absender | subunternehmer | zoll | intern | extern | wir | höhere gewalt' +
  ' | vervoerder | chauffeur | magazijn | klant | ontvanger | leverancier | afzender | onderaannemer | douane | overmacht' +
  ' | przewoźnik | kierowca | magazyn | klient | odbiorca | dostawca | nadawca | podwykonawca | spedytor | siła wyższa | spedycja' +
  ' | transportista | almacén | cliente | destinatario | proveedor | remitente | chófer | conductor | aduana | mensajería | logística | operador | operador logístico | tercero | terceros | fuerza mayor | nosotros | interno | externo | atención al cliente' +
  ' | transportador | transportadora | armazém | fornecedor | remetente | destinatário | motorista | alfândega | terceiro | terceiros | força maior | nós | operação | logística' +
  ' | vettore | corriere | trasportatore | magazzino | destinatario | fornitore | mittente | autista | dogana | terzi | forza maggiore | noi' +
  ' | transporteur | entrepôt | magasin | logistique | destinataire | fournisseur | expéditeur | chauffeur | douane | tiers | force majeure | nous | interne | externe' +
  ' | перевозчик | склад | клиент | водитель | поставщик | получатель | отправитель | nakliyeci | taşıyıcı | depo | müşteri | şoför | tedarikçi | alıcı';

/** Carriers by the names that they go by, and what stands behind the names of firms. */
export const carrierWords =
  'dhl | ups | fedex | tnt | gls | dpd | dsv | geodis | schenker | db schenker | dachser | kuehne nagel | xpo | maersk | hermes | postnl | inpost | chronopost | colissimo | la poste | seur | mrw | nacex | correos | tipsa | ctt | brt | bartolini | sda | poste italiane | raben | rohlig | rhenus | sf | sf express | yto | zto | sto | yunda | 顺丰 | 圆通 | 中通 | 申通 | 韵达 | 京东 | 德邦';

export const firmForms =
  'gmbh | ag | kg | bv | nv | ltd | llc | inc | sa | sl | slu | srl | spa | lda | sarl | sas | sp z o o | s a | s l | s r l | s p a | b v | n v | ooo | ооо';
