import type { Dictionary } from './dictionary.js';

/**
 * Headers of English exports: TMS, WMS, carriers, shops, help desks, surveys. "no" stands for number, nr, num, id and #; "at" for date,
 * time, on and timestamp (header-form.ts). What follows ~ can mean another field as well.
 */
export const english: Dictionary = {
  any: {
    client:
      'client | client name | client no | client code | customer | customer no | customer code | customer name | account | account no | account name | account code | owner | stock owner | goods owner | cargo owner | owner code | principal | merchant | merchant name | shipper | shipper name | depositor | tenant | brand owner | bill to | bill to name | bill to party | ~store | ~seller | ~company | ~company name | ~supplier | ~sold to | ~vendor',
    site: 'site | site code | site name | warehouse | warehouse code | warehouse no | warehouse name | wh | whse | whs | wh code | dc | distribution center | distribution centre | fulfilment center | fulfillment center | fulfillment location | plant | facility | facility code | depot | branch | hub | terminal | dispatch site | shipping point | ship from site | ship node | location name | ~managed by | ~station | ~office',
    carrier:
      'carrier | carrier name | carrier code | scac | haulier | hauler | forwarder | freight forwarder | transporter | shipping company | shipping provider | courier | courier name | logistics provider | transport company | trucking company | subcontractor | shipped via | ship via | ~shipping method | ~vendor',
    department: 'department | dept | team | division | business unit',
    currency: 'currency | currency code | curr | ccy',
    qty_unit: 'unit | uom | qty unit | quantity unit | unit of measure | base unit | pack unit | package type',
    order_no:
      'order | order no | order reference | order ref | sales order | sales order no | so | so no | purchase order | purchase order no | po | po no | po so | po so no | customer order no | customer po | customer reference | customer ref | client order no | external order no | order code | ~customer do no | ~reference | ~reference no | ~ref | ~ref no | ~name',
    line_no:
      'line | line no | line item | line item no | order line | order line no | item no | position | pos | pos no | row no | seq | seq no | sequence | ~item | ~lineitem no | ~no | ~sku | ~lineitem sku',
    agent: 'agent | agent name | handled by | assigned to | assignee | owner name | operator | csr | advisor | ~user',
    requested_at: 'requested at | request at | requested | requested on | ~created at | ~created | ~entry at',
    reason:
      'reason | reason code | exception | exception reason | exception code | delay reason | failure reason | root cause | delay code | late reason | variance reason',
    shipment_no:
      'shipment no | shipment | waybill | waybill no | awb | awb no | air waybill | bill of lading | bol | bl no | bol no | consignment | consignment no | con note | con no | cons no | consignment note no | do no | delivery order no | tracking no | tracking | tracking code | delivery no | delivery note no | dispatch no | asn no | asn dn no | dn no | load no | load | pro no | house bill | hawb | job no | parcel no | order tracking no | ~booking no | ~booking | ~request no | ~transport request | ~transport request no | ~trip | ~trip no | ~job | ~delivery | ~order no | ~order',
  },
  shipment: {
    mode: 'mode | shipment mode | transport mode | mode of transport | transportation mode | shipping mode | means of transport',
    origin:
      'origin | orig | orig city | from | ship from | pickup city | pick up city | origin city | from city | place of loading | loading place | departure | port of loading | pol | origin port | origin location | sender city | pickup location | collection point | ~manufacturing site',
    destination:
      'destination | dest | dest city | to | ship to | ship to city | delivery city | destination city | to city | place of delivery | place of unloading | port of discharge | pod port | destination port | delivery location | receiver city | consignee city | shipping city | delivery address | ship to address | ~destination state | ~dest state | ~ship to state | ~city | ~country',
    lane: 'lane | route | route code | trade lane | tour | lane no | relation',
    service:
      'service | ship service | service level | service type | product type | shipping service | delivery type | shipping class | ~shipping method | ~fulfill via',
    product:
      'product | product name | item | item name | item description | item code | sku | sku no | goods | goods description | commodity | cargo | description of goods | material | material no | article | article no | part no | lineitem name | lineitem sku | description | product group | ~content',
    consignee:
      'consignee | consignee name | recipient | recipient name | receiver | receiver name | ship to name | ship to party | deliver to | delivery name | shipping name | ~customer | ~customer name | ~customer no | ~buyer | ~buyer name | ~billing name',
    status:
      'status | state | shipment status | delivery status | order status | transport status | current status | fulfillment status | tracking status | last status | status code | milestone | latest event',
    right_failed: 'right failed | failed right',
    order_received_at:
      'order at | ordered | ordered at | order received | order received at | order received on | order created | order created at | order creation at | placed at | created at | created | booking at | booked | booked at | order placed | po sent to vendor at | po at | entry at | ~paid at',
    order_due_at: 'order due | order due at | process by | processing due | processing due at | to be processed by',
    order_processed_at:
      'processed | processed at | order processed | order processed at | released | released at | confirmed at | order confirmed at | processing at',
    dispatch_due_at:
      'ship by | ship by at | dispatch due | dispatch due at | planned dispatch | planned dispatch at | planned ship at | scheduled ship at | scheduled pickup | scheduled pickup at | planned pickup | planned pickup at | planned departure | planned departure at | etd | latest ship at | requested ship at | pickup due | pickup by',
    dispatched_at:
      'dispatched | dispatched at | dispatch at | shipped | shipped at | ship at | shipping at | shipment at | actual ship at | actual dispatch | actual dispatch at | goods issue | goods issue at | gi at | pickup at | picked up | picked up at | actual pickup | actual pickup at | departure at | actual departure | actual departure at | atd | fulfilled at | collected | collected at | collection at | sent | sent at | despatched | despatch at',
    promised_at:
      'promised | promised at | promise at | promised delivery | promised delivery at | promised day | due | due at | deliver by | delivery due | delivery due at | plan delivery | plan delivery at | planned delivery | planned delivery at | scheduled delivery | scheduled delivery at | expected delivery | expected delivery at | estimated delivery | estimated delivery at | requested delivery | requested delivery at | required delivery | required delivery at | required at | committed delivery at | commit at | target delivery | target delivery at | agreed delivery at | confirmed delivery | confirmed delivery at | conf delivery at | agreed at | eta | est delivery | est delivery at | exp delivery | exp delivery at | sched delivery | sched delivery at | req delivery | req delivery at | planned arrival | planned arrival at | rdd | must arrive by | mabd | sla at | sla due | needed by | delivery deadline | latest delivery | latest delivery at | ~delivery at | ~planned at | ~expected at',
    delivered_at:
      'delivered | delivered at | delivery at | actual delivery | actual delivery at | act delivery | act delivery at | delivered to client at | delivery actual | delivery actual at | actual arrival | actual arrival at | arrival at | arrived | arrived at | ata | delivery completed | delivery completed at | date of delivery | received by consignee at | signed at | signed on | signature at | proof of delivery at | pod at | delivery confirmed at | completed at | ~completed | ~received at | ~actual at',
    closed_at:
      'closed | closed at | close at | cancelled at | canceled at | cancellation at | archived at | delivery recorded at | completion at',
    feedback_due_at: 'feedback due | feedback due at | feedback by',
    feedback_at: 'feedback at | feedback | status reported at',
    pod_due_at: 'pod due | pod due at | pod by | receipt due | receipt due at | pod deadline | documents due',
    pod_returned_at:
      'pod returned | pod returned at | pod received | pod received at | receipt returned | receipt returned at | receipt back | receipt back at | documents returned at | signed copy received | signed copy received at | pod scan at | pod uploaded at | pod upload at | ~pod at | ~pod | ~receipt | ~receipts | ~received at',
    customs_due_at: 'customs due at | declaration due | declare by | declaration due at',
    customs_declared_at: 'declared | declared at | customs declared | customs declared at | declaration at | customs entry at',
    customs_clearance_due_at: 'clearance due | clearance due at | clear by',
    customs_cleared_at:
      'cleared | cleared at | customs cleared | customs cleared at | customs clearance at | clearance at | customs released at',
    order_correct: 'order ok | order correct | order accurate | order error free',
    delivered_correctly: 'delivery ok | delivered correctly | delivery correct | right consignee',
    documents_correct: 'papers ok | documents ok | documents correct | paperwork ok | documents accurate | docs ok',
    small_batch: 'small batch | small lot | express | urgent | rush',
    ordered_qty:
      'qty ordered | ordered qty | order qty | quantity ordered | ordered quantity | requested qty | line item quantity | qty requested | ~quantity | ~qty',
    shipped_qty:
      'qty shipped | shipped qty | ship qty | quantity shipped | shipped quantity | quantity | qty | pieces | pcs | packages | pkgs | cartons | ctns | parcels | units | no of pieces | no of packages | piece count | lineitem quantity | line item quantity | quantity pcs | quantity pieces | qty pcs | dispatched qty | issued qty | pallets | ~colli',
    delivered_qty:
      'qty delivered | delivered qty | quantity delivered | delivered quantity | received qty | qty received | pieces delivered | accepted qty | signed qty',
    damaged_qty:
      'qty damaged | damaged qty | damaged | damages | damaged quantity | quantity damaged | damaged pieces | damage qty | pcs damaged | broken',
    lost_qty:
      'qty lost | lost qty | lost | missing | missing qty | short | short qty | shortage | shortage qty | pieces missing | lost pieces | pcs missing | pcs short',
    distance_km: 'distance | distance km | km | kilometers | kilometres | mileage',
    freight_cost:
      'freight | freight amt | freight cost | freight charge | freight charges | freight eur | freight usd | freight amount | transport cost | transportation cost | carrier cost | carriage | shipping cost | haulage cost | ~shipping | ~cost',
    value:
      'value | goods value | cargo value | declared value | line value | line item value | shipment value | value eur | value usd | order value | invoice value | net value | merchandise value | ~total | ~subtotal',
  },
  complaint: {
    complaint_no:
      'complaint no | complaint | complaint reference | complaint ref | ticket | ticket no | case | case no | claim no | claim | issue no | incident | incident no | incident number | ref no | feedback no | ~no | ~reference | ~ref | ~log no',
    kind: 'kind | complaint kind | feedback type | record type | case type',
    category:
      'category | complaint type | complaint category | type of complaint | issue | issue type | type | nature of complaint | problem | subject | claim type | topic | error type | case category',
    product: 'product | product name | item | sku | article',
    cause: 'cause | root cause | sub issue | cause code | cause of complaint',
    party: 'responsible party | responsible | party | at fault | liability | attributed to | fault of | caused by',
    severity: 'severity | priority | urgency | level | class',
    channel: 'channel | submitted via | source | received via | reported via | contact channel | medium | origin',
    received_at:
      'received | received at | recd | recd at | rec d | rec d at | at recd | at rec d | complaint at | complaint received | complaint received at | date received | opened | opened at | open at | created at | created | reported at | reported | reported on | logged at | logged | raised at | raised on | raised | submitted at | at | ~entry at',
    first_response_at:
      'first response | first response at | responded | responded at | first reply | first reply at | response at | reply at | acknowledged at | acknowledged | answered at | first contact at',
    due_at:
      'due | due at | sla due | sla due at | deadline | resolve by | target at | response due | answer due | answer due at | answer by | reply due | reply by',
    resolved_at:
      'resolved | resolved at | resolution at | solved at | solved | closed | closed at | close at | completed at | finished at | settled at | date closed | handled at | finished | done at',
    callback_due_at:
      'callback due | callback due at | call back due | call back due at | follow up due | follow up due at | callback by',
    callback_at: 'callback | callback at | call back at | called back | called back at | follow up at | follow up call at',
    recovered_at: 'recovered | recovered at | recovery at | compensated at | refund at | refunded at | replacement sent at',
    handled_properly: 'handled properly | handled well | properly handled | handling ok',
    callback_result: 'callback result | call back result | callback outcome | follow up result | customer satisfied',
    recovery: 'recovery | recovery offered | remedy | action taken | resolution | solution | corrective action | outcome',
    repeat_of: 'repeat of | repeats | repeat complaint of | duplicate of | original complaint | related ticket',
    compensation:
      'compensation | compensation amount | claim paid | claim | claim amount | claim value | claimed | amount claimed | amount paid | refund | refund amount | credit note amount | damages paid | goodwill',
  },
  contact: {
    contact_no:
      'contact no | contact | call no | call | conversation no | chat no | interaction no | session no | ticket no | ~case no',
    direction: 'direction | in out | inbound outbound | call direction | call type',
    kind: 'kind | contact kind | contact type | contact reason | type | call reason | ~reason',
    topic: 'topic | subject | query | question | reason for contact',
    channel: 'channel | via | medium | contact channel | queue',
    queued_at:
      'queued | queued at | call start | call start at | call started | started at | start at | offered at | arrival at | enqueued at | received at | call at | created at',
    answered_at: 'answered | answered at | answer at | picked up at | connected at | accepted at | first response at',
    ended_at: 'ended | ended at | end at | call end | call end at | hung up at | closed at | finished at | disconnected at',
    due_at: 'due | due at | answer by | reply by',
    abandoned: 'abandoned | hung up | abandon | lost call | missed',
    resolved_first_contact:
      'resolved first contact | first contact resolution | fcr | resolved on first contact | resolved at first contact',
  },
  warehouse_task: {
    task_no:
      'task | task no | warehouse order | warehouse order no | transfer order | transfer order no | to no | wo no | work order | work order no | pick no | pick list | pick list no | picking no | pick ticket | receipt no | grn | grn no | asn no | inbound no | outbound no | inbound order no | outbound order no | job no | wave no | document no | goods receipt no | goods issue no | shipment no | delivery no | delivery | ~order no | ~order',
    direction: 'direction | in out | inbound outbound | movement | movement type | flow | order type | transaction type',
    activity: 'activity | task | task type | operation | process step | process | work type | activity type | job type',
    sku: 'sku | sku no | item | item no | item code | product | product code | product no | material | material no | article | article no | part no | stock code',
    requested_at:
      'requested at | created at | created | released | released at | order at | issued at | start at | started at | received at | task created at',
    due_at:
      'due | due at | must finish by | finish by | complete by | deadline | planned at | planned completion | planned completion at | cut off | cutoff at | scheduled at | target at | planned end | required by | sla at',
    completed_at:
      'completed | completed at | complete at | completion at | done at | finished | finished at | end at | closed at | confirmed at | actual completion at | actual at | posted at | posting at | goods issue at | goods receipt at | put away at | picked at | packed at | ship at | shipped at',
    carried_out: 'carried out | done as asked | executed',
    correct: 'correct | accurate | error free | ok | right | no error | accuracy ok',
    documents_correct: 'documents correct | documents ok | papers ok | docs ok',
    asked_qty:
      'asked qty | qty asked | qty req | req qty | ordered qty | order qty | qty ordered | requested qty | required qty | expected qty | planned qty | target qty | quantity ordered | quantity expected | qty expected',
    done_qty:
      'done qty | qty | quantity | actual qty | confirmed qty | picked qty | qty picked | received qty | qty received | processed qty | shipped qty | quantity picked | quantity received | put away qty',
    damaged_qty: 'damaged | damaged qty | qty damaged | damages | broken',
    lost_qty: 'lost | lost qty | missing | missing qty | short | short qty | shortage | difference short',
  },
  stock_count: {
    count_no:
      'count | count no | stocktake | stocktake no | inventory no | inventory document | count document | cycle count no | count sheet | physical inventory document | count list | session no | ~document no',
    sku: 'sku | sku no | item | item no | item code | product | product code | product no | material | material no | article | article no | part no | stock code',
    location:
      'location | location code | bin | bin location | storage bin | storage location | slot | shelf | rack | bin code | place | position',
    count_type: 'count type | type | stocktake type | counting type | method',
    abc_class: 'abc | abc class | abc code | class | category | abc indicator',
    counted_at: 'counted | counted at | count at | counting at | inventory at | stocktake at | at | check at | cycle count at',
    checked: 'checked | verified | recounted | approved | confirmed',
    book_qty:
      'book | book qty | book quantity | system qty | system quantity | system stock | stock | on hand | on hand qty | qty on hand | expected qty | theoretical qty | inventory qty | book stock | book inventory | wms qty | erp qty | recorded qty',
    counted_qty:
      'counted | counted qty | counted quantity | physical | physical qty | physical count | physical quantity | count qty | actual qty | actual quantity | found qty | actual stock | actual | qty counted',
    damaged_qty: 'damaged | damaged qty | qty damaged | broken | blocked qty',
    unit_value:
      'unit value | unit price | unit cost | price | cost per unit | standard price | standard cost | cost price | item value',
  },
  quality_check: {
    check_no: 'check no | check | review no | evaluation no | qa no | audit no | inspection no | monitoring no',
    contact_no: 'contact no | call no | ticket no | conversation no',
    checker: 'checker | checked by | reviewer | evaluator | inspector | auditor | reviewed by',
    checked_at: 'checked at | check at | reviewed at | review at | evaluated at | audit at | inspection at',
    passed: 'passed | pass | ok | result | pass fail',
    score: 'score | points | qa score | quality score | total score',
    errors: 'errors | error count | mistakes | defects | no of errors',
  },
  transport_demand: {
    demand_no:
      'demand no | demand | transport demand no | capacity request | capacity request no | ~request no | ~transport request | ~transport request no | ~booking no | ~booking | ~enquiry no',
    lane: 'lane | route | trade lane',
    requested_at: 'requested at | request at | booking at | booked at | created at | enquiry at',
    due_at: 'due | due at | required at | needed by | required by | loading at | planned loading at',
    met_at: 'met at | fulfilled at | confirmed at | vehicle provided at | truck provided at | provided at',
    met: 'met | fulfilled | provided | accepted | covered | capacity provided | tender accepted',
  },
  survey_answer: {
    client: 'company | company name | organisation | organization | your company | your organisation | firm',
    wave: 'wave | survey | survey wave | survey name | round | campaign | survey no | survey round | survey period | quarter',
    respondent:
      'respondent | respondent no | response no | submission no | participant | participant no | contact person | answered by | name | email | e mail | email address | ~no',
    item: 'item | question | question no | indicator | topic | question code | item no',
    aspect: 'aspect | dimension | measure',
    role: 'role | respondent role | position',
    method: 'method | survey method | collection method | mode',
    answered_at:
      'answered at | answered | answer at | submitted | submitted at | submission at | completed at | response at | timestamp | end at | finished at | at | start at',
    score: 'score | rating | points | mark | value | grade | answer value | stars',
    phrase: 'phrase | answer | response | answer text | reply',
    comment:
      'comment | comments | remark | remarks | free text | open answer | feedback | suggestions | any other comments | verbatim | what could we do better',
  },
  invoice: {
    invoice_no: 'invoice | invoice no | bill | bill no | billing document | billing document no | document no | inv no',
    service: 'service | charge type | service type | charge | charge code | billing type | cost type | fee type',
    due_at: 'issue due | issue due at | to be invoiced by | invoice due at',
    issued_at: 'issued | issued at | invoice at | issue at | billing at | billed at | document at | posting at',
    settle_due_at: 'settlement due | settlement due at | payment due | payment due at | due at | pay by | net due at',
    settled_at:
      'settled | settled at | paid | paid at | payment at | clearing at | date paid | payment received | payment received at',
    correct: 'correct | accurate | error free | right first time | ok',
    amount:
      'amount | total | charge | net amount | gross amount | invoice amount | total amount | amount eur | amount usd | value | line amount | sum',
    m3_days: 'm3 days | cubic metre days | volume days | cbm days',
    distance_km: 'distance | km | distance km | kilometers',
  },
  reading: {
    item: 'item | indicator | measure | kpi | metric | ratio | figure name',
    read_at: 'at | read at | reading at | as at | as of | month | period end',
    value: 'value | figure | reading | amount | result | actual',
    source: 'source | origin | data source',
  },
};
