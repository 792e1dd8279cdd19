/** For each field that holds known values: what sources write for each of them, between bars. */
export const knownValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  status: {
    open: 'open | новый | создан | принят | в обработке | ожидает отгрузки | запланирован | açık | yeni | hazırlanıyor | beklemede | planlandı | oluşturuldu | onaylandı | new | nieuw | aangemaakt | ingevoerd | gepland | in behandeling | nouveau | créé | en attente | planifié | à expédier | created | booked | planned | pending | received | confirmed | accepted | registered | released | scheduled | awaiting pickup | awaiting dispatch | ready | ready to ship | unfulfilled | processing | in process | on hold | to be shipped | label created | information received | not shipped | offen | neu | angelegt | erfasst | gebucht | in bearbeitung | freigegeben | bestätigt | geplant | avisiert | disponiert | 未发运 | 未发货 | 待发 | 待发货 | 待发运 | 待揽收 | 待出库 | 待提货 | 待处理 | 已下单 | 已接单 | 已受理 | 新建 | 已创建 | 已审核 | 待审核 | 待配送 | 处理中 | 买家已付款 等待卖家发货 | 等待卖家发货 | 待发车 | 已派车 | 已预约 | nowe | nowy | utworzone | przyjęte | w realizacji | oczekuje | do wysyłki | zaplanowane | zarejestrowane | w przygotowaniu | pendiente | abierto | creado | en preparación | preparado | registrado | planificado | confirmado | en proceso | por enviar | pendiente de envío | pendiente de recogida | pendente | aberto | criado | em separação | em preparação | registado | aguardando coleta | aguardando expedição | em processamento | da spedire | in preparazione | aperto | inserito | in lavorazione | pianificato | creato | in attesa | da evadere | confermato',
    dispatched:
      'dispatched | в пути | отгружен | отгружено | отправлен | отправлено | передан курьеру | на доставке | yolda | sevk edildi | dağıtımda | dağıtıma çıktı | yüklendi | çıkış yapıldı | transfer | shipped | dep | arr | verzonden | onderweg | opgehaald | geladen | in aflevering | expédié | en cours | en cours de livraison | en transit | enlevé | chargé | in transit | intransit | on the way | en route | picked up | collected | out for delivery | departed | ofd | int | trn | sent | fulfilled | loaded | at hub | arrived at hub | transit | on vehicle | delayed | exception | unterwegs | versandt | versendet | abgeholt | in zustellung | in auslieferung | verladen | im transport | in transport | auf tour | übergeben | in beförderung | verspätet | avis | 已发运 | 已发货 | 在途 | 运输中 | 配送中 | 派送中 | 派件中 | 已揽收 | 已揽件 | 已出库 | 已发车 | 已起运 | 转运中 | 已提货 | 已收件 | 已收寄 | 已装车 | 送货中 | 投递中 | 运送中 | 卖家已发货 等待买家确认 | 等待买家确认收货 | 干线运输 | 到达网点 | 已到站 | 已到达 | 问题件 | 滞留 | wysłano | wysłane | wysłana | w drodze | w transporcie | w doręczeniu | w trakcie dostawy | nadano | nadana | wydano kurierowi | wydano do doręczenia | załadowano | opóźniona | opóźnione | enviado | expedido | en tránsito | en reparto | en camino | en ruta | en distribución | recogido | cargado | despachado | retrasado | expedida | em trânsito | em transporte | em distribuição | em rota | em rota de entrega | em viagem | em transferência | saiu para entrega | coletado | recolhido | embarcado | atrasado | em atraso | spedito | spedita | in transito | in consegna | in viaggio | in distribuzione | partito | partita | ritirato | affidato al corriere | caricato | in giacenza | in ritardo',
    delivered:
      'delivered | доставлен | доставлена | доставлено | вручен | вручено | получен | получено | завершен | выполнен | teslim edildi | teslim | teslim edilmiş | tamamlandı | pod | geleverd | afgeleverd | bezorgd | afgerond | livré | livrée | livraison effectuée | complete | completed | closed | done | ok | signed | signed for | received by consignee | delivery confirmed | finished | delivered ok | delivered in full | delivered late | arrived | del | dlv | dlvd | d1 | zugestellt | geliefert | ausgeliefert | abgeliefert | abgeschlossen | erledigt | 已送达 | 已签收 | 签收 | 妥投 | 已妥投 | 已完成 | 完成 | 已到货 | 送达 | 正常签收 | 本人签收 | 他人签收 | 代签收 | 代收 | 签收成功 | 已收货 | 交易成功 | 已交货 | 已交付 | 投递成功 | 派送成功 | 回单已签 | 已回单 | dostarczono | dostarczone | dostarczona | dostarczony | doręczono | doręczone | doręczona | zrealizowano | zrealizowane | zakończone | entregado | entregada | entregado conforme | entregado con retraso | entrega realizada | finalizado | completado | entregue | entregue ao destinatário | entregue com atraso | concluído | consegnato | consegnata | consegna effettuata | consegnato con ritardo | recapitato | completato',
    cancelled:
      'cancelled | отменен | отменена | отменено | отмена | iptal | iptal edildi | canceled | geannuleerd | annulé | annulée | cancel | cnl | canc | void | voided | deleted | aborted | withdrawn | rejected order | storniert | storno | abgebrochen | gelöscht | 已取消 | 取消 | 作废 | 已作废 | 交易关闭 | 已关闭 | 关闭 | 撤销 | 已撤销 | 取消订单 | 订单已取消 | 运单已取消 | anulowano | anulowane | anulowana | anulowany | odwołano | anulado | anulada | cancelado | cancelada | annullato | annullata | cancellato | stornato',
    refused:
      'refused | отказ | отказ получателя | возврат | возвращен | не вручен | iade | iade edildi | reddedildi | teslim edilemedi | kabul edilmedi | rejected | geweigerd | retour afzender | geretourneerd | refusé | refusée | retourné | ref | rtn | returned | returned to sender | return to sender | rts | delivery refused | refused by consignee | returning | undeliverable | failed | delivery failed | verweigert | annahme verweigert | annahmeverweigerung | abgelehnt | retoure | retourniert | zurück an absender | nicht zugestellt | unzustellbar | 拒收 | 已拒收 | 客户拒收 | 退回 | 已退回 | 退件 | 退货 | 拒签 | 退回签收 | 退回件 | 妥投失败 | odmowa | odmowa przyjęcia | odmówiono | zwrot | zwrot do nadawcy | zwrócono | zwrócone | niedoręczono | niedoręczone | nie doręczono | nieprzyjęte | odrzucono | rechazado | rechazada | rehusado | rehusada | devuelto | devuelta | devolución | devuelto a origen | no entregado | recusado | recusada | recusa | devolvido | devolvida | devolução | não entregue | devolvido ao remetente | rifiutato | rifiutata | rifiuto | respinto | respinta | reso | reso al mittente | mancata consegna | non consegnato',
    lost: 'lost | утерян | утрачен | утеряно | потерян | kayıp | kayboldu | missing | vermist | verloren gegaan | perdu | perdue | lost in transit | not found | stolen | verloren | verlust | vermisst | abhanden gekommen | 丢失 | 遗失 | 已丢失 | 灭失 | 丢件 | 遗失件 | 被盗 | zaginiona | zaginione | zaginął | zagubiono | zagubiona | utracona | perdido | perdida | extraviado | extraviada | extravio | robado | roubado | smarrito | smarrita | perso | persa | rubato',
  },
  direction: {
    inbound:
      'inbound | in | receipt | receiving | goods receipt | gr | incoming | putaway | put away | asn | po receipt | we | wareneingang | eingang | zugang | ein | 入库 | 收货 | 进仓 | 入 | 采购入库 | 退货入库 | 调拨入库 | 入库单 | 入仓 | 进货 | przyjęcie | przychód | pz | entrada | recepción | receção | recepção | recebimento | entrata | ingresso | ricevimento | carico',
    outbound:
      'outbound | out | issue | goods issue | gi | shipping | outgoing | sales order | dispatch | wa | warenausgang | ausgang | abgang | aus | 出库 | 发货 | 出仓 | 出 | 销售出库 | 调拨出库 | 出库单 | 领料 | wydanie | rozchód | wz | salida | expedición | saída | expedição | uscita | spedizione | scarico',
    in: 'in | incoming | inbound | call in | received | eingehend | eingang | 呼入 | 来电 | 进线 | 入 | przychodzące | przychodząca | entrante | recebida | in entrata',
    out: 'out | outgoing | outbound | call out | made | ausgehend | ausgang | 呼出 | 外呼 | 去电 | 出 | wychodzące | wychodząca | saliente | efetuada | in uscita',
  },
  activity: {
    receive:
      'receive | ontvangst | réception | receiving | receipt | goods receipt | unloading | wareneingang | vereinnahmung | 收货 | 卸货 | 验收 | przyjęcie | rozładunek | recepción | descarga | receção | recepção | recebimento | conferência | ricevimento | ricezione | accettazione',
    put_away:
      'put away | inslag | rangement | mise en stock | putaway | putting away | stow | stowing | einlagerung | einlagern | 上架 | 入库上架 | 入位 | składowanie | odłożenie | rozmieszczenie | ubicación | almacenamiento | arrumação | armazenagem | endereçamento | stoccaggio | messa a stock | ubicazione',
    pick: 'pick | orderverzamelen | préparation | prélèvement | picking | picked | kommissionierung | kommissionieren | picken | 拣货 | 拣选 | 分拣 | 配货 | kompletacja | pobranie | zbiórka | preparación | separação | preparação | prelievo | preparazione',
    pack: 'pack | inpakken | emballage | packing | packed | verpacken | verpackung | packen | 包装 | 打包 | 复核包装 | pakowanie | embalaje | empaquetado | embalagem | embalamento | imballaggio | confezionamento',
    ship: 'ship | verzending | uitslag | expédition | shipping | dispatch | loading | goods issue | versand | verladung | warenausgang | 发货 | 装车 | 出库 | 发运 | wysyłka | wydanie | załadunek | envío | expedición | expedição | carregamento | spedizione',
    return:
      'return | returns | retoure | rücksendung | rückgabe | 退货 | 退库 | 返货 | zwrot | zwroty | devolución | devoluciones | devolução | devoluções | reso | resi',
  },
  count_type: {
    cycle:
      'cycle | cycle count | perpetual | rolling | permanent | permanente inventur | zyklisch | 循环盘点 | 循环 | 动态盘点 | 动碰盘点 | 日常盘点 | ciągła | cykliczna | cíclico | rotativo | inventario cíclico | inventário cíclico | ciclico | a rotazione | inventario ciclico',
    full: 'full | full count | annual | complete | wall to wall | yearly | stichtag | stichtagsinventur | vollinventur | jahresinventur | 全面盘点 | 全盘 | 年度盘点 | 月度盘点 | 年终盘点 | pełna | roczna | completo | anual | general | geral | annuale | totale | generale',
    spot: 'spot | spot check | random | sample | ad hoc | stichprobe | stichprobeninventur | 抽盘 | 抽查 | 抽样盘点 | wyrywkowa | losowa | aleatorio | muestreo | aleatório | amostragem | a campione | campione',
  },
  service: {
    transport:
      'transport | transportation | freight | delivery | shipping | haulage | carriage | fracht | transport kosten | 运输 | 运费 | 配送 | 运输费 | 干线 | 配送费 | przewóz | transporte | flete | portes | frete | trasporto | nolo',
    storage:
      'storage | warehousing | warehouse | rent | space | lagerung | lager | lagergeld | 仓储 | 仓储费 | 仓租 | 仓库租金 | magazynowanie | składowanie | almacenaje | almacenamiento | armazenagem | armazenamento | stoccaggio | deposito | magazzinaggio',
    other:
      'other | others | misc | miscellaneous | sonstige | sonstiges | 其他 | 其它 | 杂费 | inne | pozostałe | otros | otro | varios | outros | outro | diversos | altro | altri | varie',
  },
  kind: {
    complaint:
      'complaint | claim | reklamation | beschwerde | schaden | 投诉 | 客诉 | 索赔 | 理赔 | reklamacja | skarga | roszczenie | reclamación | queja | reclamo | reclamação | queixa | contestazione',
    suggestion:
      'suggestion | idea | proposal | anregung | vorschlag | 建议 | 意见 | sugestia | sugerencia | sugestão | suggerimento',
    praise:
      'praise | compliment | thanks | lob | dank | 表扬 | 感谢 | pochwała | podziękowanie | felicitación | elogio | complimento',
    inquiry:
      'inquiry | enquiry | question | query | information | track and trace | anfrage | frage | auskunft | 咨询 | 查询 | 查件 | zapytanie | pytanie | consulta | pregunta | dúvida | informação | richiesta | domanda',
    order: 'order | new order | booking | bestellung | auftrag | 订单 | 下单 | 预约 | zamówienie | pedido | encomenda | ordine',
    callback:
      'callback | call back | follow up | rückruf | 回访 | 回电 | oddzwonienie | rellamada | retorno de chamada | richiamata',
    other: 'other | others | sonstiges | andere | 其他 | 其它 | inne | otros | otro | outros | outro | altro',
  },
  aspect: {
    satisfaction:
      'satisfaction | satisfied | zufriedenheit | 满意度 | 满意 | zadowolenie | satysfakcja | satisfacción | satisfação | soddisfazione',
    importance:
      'importance | important | wichtigkeit | bedeutung | 重要度 | 重要性 | ważność | znaczenie | importancia | importância | importanza',
    expectation: 'expectation | expected | erwartung | 期望 | 期望值 | oczekiwanie | oczekiwania | expectativa | aspettativa',
  },
  role: {
    client: 'client | customer | kunde | auftraggeber | 客户 | 货主 | klient | cliente',
    consignee: 'consignee | recipient | receiver | empfänger | 收货方 | 收货人 | 收件人 | odbiorca | destinatario | destinatário',
    manager: 'manager | management | leitung | 管理人员 | 管理者 | 物流企业管理人员 | kierownik | gerente | dirigente',
    staff: 'staff | employee | mitarbeiter | 员工 | 物流企业员工 | pracownik | empleado | funcionário | colaborador | dipendente',
    outsider: 'outsider | third party | other | dritte | 第三方 | 局外人',
  },
  method: {
    questionnaire:
      'questionnaire | online | web | survey | e mail | form | fragebogen | 问卷 | 网络问卷 | 在线问卷 | ankieta | cuestionario | encuesta | questionário | inquérito | questionario',
    interview:
      'interview | face to face | visit | phone interview | gespräch | besuch | 访谈 | 面访 | 走访 | wywiad | entrevista | intervista',
    callback:
      'callback | call back | phone | telephone | telefon | rückruf | 回访 | 电话回访 | 电话 | teléfono | telefone | telefono',
  },
};

/** What sources write for yes and no, besides what every layout reads. */
export const knownTruths: Readonly<Record<'true' | 'false', string>> = {
  true: 'true | tak | prawda | zgodne | prawidłowe | poprawne | sí | s | correcto | sim | correto | verdadeiro | vero | corretto | да | evet | var | yes | y | 1 | t | x | ok | pass | passed | correct | right | ja | j | juist | akkoord | oui | o | vrai | conforme | wahr | richtig | i o | io | korrekt | bestanden | 是 | 有 | 对 | 合格 | 正确 | 准确 | 通过 | 满足 | 已满足 | √ | ✓ | ✔ | 真',
  false:
    'false | nie | fałsz | niezgodne | nieprawidłowe | błędne | incorrecto | não | incorreto | falso | errato | no | n | 0 | f | not ok | nok | fail | failed | wrong | incorrect | nein | nee | onjuist | niet akkoord | non | faux | non conforme | falsch | n i o | nio | nicht ok | unkorrekt | nicht bestanden | 否 | 无 | 错 | 不 | 不合格 | 不正确 | 不准确 | 未通过 | 不满足 | 未满足 | × | ✗ | ✘ | 假 | 错误',
};

/** The ways by which clients reach a firm. */
export const channelWords =
  'phone | telephone | call | hotline | e mail | email | letter | fax | web form | website | portal | chat | sms | whatsapp | wechat | in person | telefon | telefonisch | brief | webformular | telefoon | brief | téléphone | courriel | courrier | telefonicznie | list | formularz | teléfono | correo | correo electrónico | carta | telefone | telefono | lettera | modulo web | телефон | почта | 电话 | 邮件 | 微信 | 短信 | 传真 | 在线客服 | 上门';

/** What sources write where there is nothing. */
export const nothingWords =
  'n a | na | n v | k a | none | null | nil | nan | not available | not applicable | not captured | date not captured | unknown | tbd | tba | entfällt | keine | keine angabe | unbekannt | leer | onbekend | nvt | n v t | geen | leeg | inconnu | néant | aucun | sans objet | à définir | brak danych | nie dotyczy | nd | n d | sin datos | no aplica | no consta | ninguno | ninguna | desconocido | sem dados | não aplicável | não informado | nenhum | nenhuma | desconhecido | non disponibile | non applicabile | nessuno | nessuna | sconosciuto | 无 | 暂无 | 空 | 未知 | 不详 | 没有 | 不适用 | 未填写 | 未填';
