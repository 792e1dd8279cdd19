import type { Dictionary } from './dictionary.js';

/**
 * Headers of Spanish and Latin American exports. "no" stands for número, núm. and Nº; "at" for fecha, hora, and a leading F. or H.; "qty"
 * for cantidad and cant.; de, del and y do not count. What follows ~ can mean another field as well.
 */
export const spanish: Dictionary = {
  any: {
    client:
      'cliente | no cliente | código cliente | nombre cliente | cuenta cliente | cargador | ordenante | depositante | propietario | razón social | ~cuenta | ~remitente | ~expedidor | ~empresa',
    site: 'almacén | alm | código almacén | nombre almacén | centro | centro logístico | centro de distribución | cedis | delegación | plataforma | nave | sucursal | planta | bodega',
    carrier:
      'transportista | nombre transportista | agencia | agencia de transporte | empresa de transporte | operador logístico | mensajería | paquetería | línea transportista | porteador | ~transporte',
    department: 'departamento | dpto | depto | equipo | ~área',
    currency: 'moneda | divisa',
    qty_unit: 'unidad de medida | unidad medida | ud medida | um | u m | ~unidad',
    order_no:
      'pedido | no pedido | pedido no | pedido cliente | no pedido cliente | su pedido | orden de compra | orden | no orden | oc | referencia pedido | ref pedido | ~referencia | ~ref | ~su referencia | ~referencia cliente',
    line_no: 'línea | no línea | lín | línea pedido | partida | posición',
    agent: 'atendido por | gestor | gestionado por | tramitado por | operario',
    requested_at: 'at solicitud | solicitado el | solicitado',
    reason:
      'motivo | causa | motivo retraso | causa retraso | incidencia | código incidencia | motivo incidencia | tipo incidencia | motivo rechazo | motivo devolución | motivo no entrega',
    shipment_no:
      'albarán | no albarán | albarán no | no alb | alb | envío | no envío | expedición | no expedición | no exp | guía | no guía | carta de porte | no carta de porte | remesa | no remesa | remisión | no remisión | nota de entrega | no nota de entrega | no entrega | no seguimiento | seguimiento | código seguimiento | localizador | no cmr | ~folio | ~documento | ~no documento',
  },
  shipment: {
    mode: 'modo de transporte | medio de transporte | tipo de transporte',
    origin: 'origen | lugar de carga | punto de carga | población origen | ciudad origen | plaza origen | lugar de recogida',
    destination:
      'destino | lugar de entrega | lugar de descarga | dirección de entrega | población destino | ciudad destino | plaza destino | población entrega | ciudad entrega | ~población | ~ciudad | ~localidad | ~municipio | ~país',
    lane: 'ruta | trayecto',
    service: 'servicio | tipo de servicio',
    product:
      'artículo | descripción | producto | mercancía | referencia artículo | código artículo | descripción artículo | contenido',
    consignee: 'destinatario | nombre destinatario | consignatario | receptor | cliente final | cliente destino | entregar a',
    status: 'estado | estado envío | estado entrega | estado pedido | estado expedición | situación | estatus | último estado',
    order_received_at: 'at pedido | at alta | at creación | creado el | at recepción pedido | at entrada pedido | at orden',
    order_due_at: 'procesar antes de | límite preparación',
    order_processed_at: 'at preparación | preparado el | at confirmación | confirmado el | at liberación',
    dispatch_due_at:
      'at salida prevista | salida prevista | at prevista salida | at prev salida | at expedición prevista | expedición prevista | at envío prevista | at carga prevista | at recogida prevista | recogida prevista',
    dispatched_at:
      'at expedición | at exp | expedido el | expedido | at salida | at salida real | salida real | at envío | enviado el | enviado | at carga | cargado el | at recogida | recogido el | at despacho | despachado | at embarque | at albarán | at remisión | servido el',
    promised_at:
      'at entrega prevista | at prevista entrega | at entrega prev | at prev entrega | entrega prevista | entrega prev | at prevista | prevista | at entrega solicitada | at solicitada | at compromiso | at compromiso entrega | at comprometida | at entrega comprometida | at prometida | at promesa | at entrega acordada | at acordada | at entrega pactada | at entrega requerida | at requerida | at entrega estimada | entrega estimada | at límite entrega | at entrega teórica | at teórica | at entrega programada | entrega programada | at programada | at cita | entregar antes de | plazo entrega',
    delivered_at:
      'at entrega | entregado el | entregado | at entrega real | at real entrega | entrega real | at real | at entrega efectiva | entrega efectiva | at ent | at llegada | at descarga | at recepción cliente',
    closed_at: 'at cierre | cerrado el | at anulación | anulado el | at cancelación',
    pod_due_at: 'albarán firmado antes de | conforme antes de',
    pod_returned_at:
      'albarán firmado | at albarán firmado | albarán conformado | at albarán conformado | retorno albarán | at retorno albarán | devolución albarán | at devolución albarán | pod recibido | at pod recibido | conforme recibido | acuse recibido | comprobante de entrega recibido',
    customs_declared_at: 'at declaración aduana | at dua',
    customs_cleared_at: 'at despacho aduana | at levante | levante',
    order_correct: 'pedido correcto',
    delivered_correctly: 'entrega correcta | entregado correctamente',
    documents_correct: 'documentación correcta | documentos correctos | documentos ok',
    small_batch: 'urgente | exprés',
    ordered_qty:
      'cantidad pedida | cantidad ped | unidades pedidas | uds pedidas | uds ped | cantidad solicitada | ~cantidad | ~uds | ~unidades',
    shipped_qty:
      'bultos | no bultos | total bultos | cantidad | cantidad enviada | cantidad servida | cantidad serv | cantidad expedida | cantidad despachada | unidades servidas | unidades enviadas | uds servidas | uds serv | uds enviadas | unidades | uds | palets | no palets | cajas | no cajas | piezas | paquetes | tarimas',
    delivered_qty:
      'cantidad entregada | cantidad ent | unidades entregadas | uds entregadas | uds ent | bultos entregados | cantidad recibida | cantidad aceptada',
    damaged_qty:
      'dañados | cantidad dañada | unidades dañadas | uds dañadas | bultos dañados | piezas dañadas | averías | averiados | roturas | rotos',
    lost_qty:
      'faltas | falta | faltantes | cantidad faltante | uds faltantes | bultos faltantes | piezas faltantes | extraviados | extravíos | perdidos | bultos perdidos | cantidad perdida',
    distance_km: 'distancia | kilómetros | km',
    freight_cost:
      'portes | importe portes | coste portes | coste transporte | costo transporte | importe transporte | flete | costo flete | gastos de envío',
    value: 'valor | valor mercancía | valor declarado | valor pedido | importe pedido | ~importe | ~total',
  },
  complaint: {
    complaint_no:
      'reclamación | no reclamación | no reclam | no recl | reclamo | no reclamo | incidencia | no incidencia | queja | no queja | expediente | no expediente | siniestro | no siniestro | caso | no caso | folio queja',
    kind: 'tipo de registro',
    category:
      'tipo | tipo incidencia | tipo reclamación | tipo reclam | tipo queja | tipo de daño | categoría | asunto | motivo reclamación | naturaleza | concepto',
    product: 'artículo | producto | mercancía',
    cause: 'causa | causa raíz | motivo',
    party: 'responsable | parte responsable | responsabilidad | imputable | imputable a | culpable',
    severity: 'prioridad | gravedad | urgencia | severidad | criticidad',
    channel: 'canal | canal de entrada | vía | vía de entrada | medio',
    received_at:
      'at recepción | at recep | at reclamación | at recl | at incidencia | at queja | at apertura | at alta | at entrada | at registro | at comunicación | at notificación | abierto el | recibido el | recibida el | recibido | at',
    first_response_at:
      'primera respuesta | at primera respuesta | at respuesta | at contestación | respondido el | respondida el',
    due_at:
      'at límite | plazo | plazo de respuesta | límite respuesta | at tope | at vencimiento | vencimiento | resolver antes de | responder antes de',
    resolved_at:
      'at cierre | at resolución | at solución | resuelto el | resuelta el | resuelto | cerrado el | cerrada el | cierre',
    callback_at: 'at llamada seguimiento',
    recovery: 'acción | acción correctora | acción correctiva | solución | resolución | medidas | medida',
    compensation:
      'importe reclamado | importe recl | importe reclamación | importe | indemnización | importe indemnizado | abono | importe abonado | compensación | monto | monto reclamado | valor reclamado | importe siniestro | importe daño',
  },
  warehouse_task: {
    task_no:
      'tarea | no tarea | orden de trabajo | orden de preparación | no preparación | orden de picking | no recepción | no albarán | no entrada | no salida | ~no orden | ~no pedido | ~pedido',
    direction: 'sentido | entrada salida | tipo movimiento | movimiento',
    activity: 'actividad | tipo de tarea | operación | proceso',
    sku: 'artículo | código artículo | referencia | ref artículo | ref',
    requested_at: 'at creación | at lanzamiento | lanzado el | creado el | at liberación | at inicio',
    due_at: 'at límite | at prevista | terminar antes de | fin previsto | vencimiento',
    completed_at: 'at fin | at finalización | finalizado el | finalizado | terminado | at cierre | at confirmación | fin',
    carried_out: 'realizado | realizada',
    correct: 'correcto | correcta | sin errores',
    documents_correct: 'documentos correctos | documentación correcta',
    asked_qty: 'cantidad pedida | cantidad solicitada | cantidad prevista | cantidad a preparar | uds pedidas | uds ped',
    done_qty:
      'cantidad preparada | cantidad real | cantidad recibida | cantidad servida | cantidad ubicada | uds preparadas | cantidad | uds',
    damaged_qty: 'dañados | roturas | averías',
    lost_qty: 'faltas | faltantes',
  },
  stock_count: {
    count_no: 'inventario | no inventario | recuento | no recuento | conteo | no conteo | hoja de recuento',
    sku: 'artículo | código artículo | referencia | ref',
    location: 'ubicación | hueco | pasillo | estantería',
    count_type: 'tipo de inventario | tipo inventario | tipo recuento',
    abc_class: 'clase abc | clase | clasificación',
    counted_at: 'at recuento | at conteo | at inventario | contado el | at',
    checked: 'verificado | comprobado | revisado',
    book_qty:
      'stock teórico | stock sistema | existencias teóricas | cantidad teórica | cantidad sistema | existencias | stock contable',
    counted_qty: 'stock real | stock físico | cantidad contada | contado | recuento real | existencias reales | cantidad física',
    damaged_qty: 'dañados | roturas',
    unit_value: 'precio unitario | coste unitario | costo unitario | precio | coste',
  },
  survey_answer: {
    client: 'empresa | nombre empresa | compañía',
    wave: 'encuesta | oleada | campaña | trimestre',
    respondent: 'encuestado | no encuestado | no respuesta | nombre | correo electrónico | e mail',
    item: 'pregunta | criterio',
    role: 'cargo | puesto | rol',
    answered_at: 'marca temporal | at respuesta | respondido el | enviado el',
    score: 'puntuación | nota | valoración | calificación',
    phrase: 'respuesta',
    comment: 'comentario | comentarios | observaciones | sugerencias',
  },
  invoice: {
    invoice_no: 'factura | no factura',
    service: 'servicio | concepto | tipo de servicio | tipo de gasto',
    issued_at: 'at factura | at emisión | emitida el',
    settle_due_at: 'vencimiento | at vencimiento | pagar antes de',
    settled_at: 'at pago | at cobro | pagada el | cobrada el',
    correct: 'correcta | correcto',
    amount: 'importe | importe neto | base imponible | total factura | importe factura | total | monto',
  },
};
