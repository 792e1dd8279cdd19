import type { Dictionary } from './dictionary.js';

/**
 * Headers of Portuguese and Brazilian exports. "no" stands for número, n.º and núm.; "at" for data, dt., dta., hora and em; "qty" for
 * quantidade, qtd. and qtde.; do, da, de and e do not count. What follows ~ can mean another field as well.
 */
export const portuguese: Dictionary = {
  any: {
    client:
      'cliente | no cliente | código cliente | nome cliente | embarcador | tomador | contratante | depositante | proprietário | dono da mercadoria | razão social | ~conta | ~remetente | ~expedidor | ~empresa',
    site: 'armazém | código armazém | nome armazém | cd | centro de distribuição | depósito | filial | planta | entreposto | plataforma | ~unidade | ~base',
    carrier: 'transportadora | transportador | nome transportadora | nome da transportadora | empresa de transporte | agregado',
    department: 'departamento | setor | sector | equipa | equipe | ~área',
    currency: 'moeda | divisa',
    qty_unit: 'unidade de medida | unidade medida | un medida | um | u m | unid | ~un | ~unidade',
    order_no:
      'pedido | no pedido | pedido no | pedido cliente | no pedido cliente | encomenda | no encomenda | encomenda no | ordem de compra | no ordem | oc | ref encomenda | referência encomenda | ~ordem | ~referência | ~ref | ~referência cliente',
    line_no: 'linha | no linha | item pedido | linha pedido | posição',
    agent: 'atendente | operador | analista | tratado por | atendido por',
    requested_at: 'at solicitação | solicitado em',
    reason:
      'motivo | causa | ocorrência | código ocorrência | descrição ocorrência | motivo atraso | causa atraso | justificativa | justificação | motivo devolução | motivo recusa | motivo não entrega',
    shipment_no:
      'guia | no guia | guia de remessa | no guia de remessa | guia de transporte | no guia de transporte | ct e | no ct e | cte | no cte | conhecimento | no conhecimento | remessa | no remessa | expedição | no expedição | envio | no envio | embarque | no embarque | romaneio | no romaneio | minuta | no minuta | no entrega | código de rastreio | código de rastreamento | rastreio | rastreamento | no cmr | ~nota fiscal | ~no nota fiscal | ~nf | ~no nf | ~nf e | ~no nf e | ~nota | ~no nota | ~encomenda | ~documento | ~no documento',
  },
  shipment: {
    mode: 'modal | modo de transporte | meio de transporte | tipo de transporte',
    origin:
      'origem | local de carga | local de carregamento | local de coleta | local de recolha | cidade origem | cidade de origem | praça origem',
    destination:
      'destino | local de entrega | local de descarga | morada de entrega | endereço de entrega | cidade destino | cidade entrega | localidade destino | praça destino | ~cidade | ~localidade | ~município | ~concelho | ~país',
    lane: 'rota | trajeto | percurso',
    service: 'serviço | tipo de serviço | modalidade',
    product:
      'artigo | produto | descrição | mercadoria | código artigo | código produto | descrição produto | descrição artigo | conteúdo',
    consignee: 'destinatário | nome destinatário | consignatário | recebedor | cliente final',
    status:
      'estado | estado envio | estado encomenda | estado entrega | status | status entrega | status pedido | situação | situação entrega | último status | último estado',
    order_received_at:
      'at pedido | at encomenda | at criação | criado em | at entrada pedido | at registo | at registro | ~at emissão | ~emissão',
    order_processed_at: 'at aprovação | aprovado em | at liberação | liberado em | at faturamento | at processamento',
    dispatch_due_at:
      'previsão coleta | coleta prevista | at prevista coleta | at coleta prevista | at recolha prevista | recolha prevista | previsão expedição | expedição prevista | at expedição prevista | at prevista expedição | previsão saída | saída prevista | at prevista saída | at saída prevista | at carga prevista | at limite expedição',
    dispatched_at:
      'at expedição | at exp | expedido em | expedido | at coleta | coletado em | at recolha | recolhido em | at saída | saída real | at saída real | at envio | enviado em | at embarque | embarcado em | at carga | at carregamento | carregado em | at despacho | despachado em | at guia',
    promised_at:
      'previsão entrega | prev entrega | at prevista | at prevista entrega | at entrega prevista | at prev entrega | at entrega prev | entrega prevista | at previsão entrega | at prometida | at entrega prometida | at acordada | at entrega acordada | at combinada | at solicitada | at entrega solicitada | at pretendida | at entrega pretendida | prazo | prazo entrega | at limite | at limite entrega | entregar até | agendamento | at agendamento | at agendada | at entrega agendada | entrega agendada',
    delivered_at:
      'at entrega | at ent | entregue em | entregue | at entrega real | at real | at real entrega | entrega real | at efetiva | at entrega efetiva | entrega efetiva | at realizada | at entrega realizada | entrega realizada | at chegada | at descarga | at baixa | ~at recebimento | ~baixa',
    closed_at: 'at fecho | fechado em | at encerramento | at cancelamento | cancelado em',
    pod_due_at: 'prazo canhoto | prazo comprovativo',
    pod_returned_at:
      'canhoto | canhoto recebido | canhoto recebido em | at canhoto | retorno canhoto | at retorno canhoto | comprovante de entrega | at comprovante | comprovativo de entrega | comprovativo recebido | at comprovativo | guia assinada | guia assinada recebida | at retorno guia | devolução guia | pod recebido',
    customs_declared_at: 'at declaração aduaneira | at declaração | at due',
    customs_cleared_at: 'at desembaraço | desembaraço | at desalfandegamento',
    order_correct: 'pedido correto | encomenda correta',
    delivered_correctly: 'entrega correta | entregue corretamente',
    documents_correct: 'documentação correta | documentos corretos | documentos ok',
    small_batch: 'urgente | expresso',
    ordered_qty: 'qtd pedida | qtd ped | qtd encomendada | qtd enc | qtd solicitada | volumes pedidos | unidades pedidas | ~qtd',
    shipped_qty:
      'qtd volumes | qtd vol | no volumes | total volumes | ~volumes | qtd expedida | qtd exp | qtd enviada | qtd embarcada | qtd | qtd caixas | caixas | qtd peças | peças | paletes | no paletes | qtd paletes | unidades | pacotes',
    delivered_qty: 'qtd entregue | qtd ent | volumes entregues | unidades entregues | qtd recebida | volumes recebidos',
    damaged_qty:
      'avarias | avaria | avariados | qtd avariada | volumes avariados | danificados | qtd danificada | volumes danificados | danos | quebras',
    lost_qty:
      'faltas | falta | em falta | qtd em falta | qtd falta | volumes em falta | faltante | faltantes | extravios | extraviados | qtd extraviada | perdidos',
    distance_km: 'distância | quilómetros | quilômetros | km',
    freight_cost: 'frete | valor frete | vlr frete | custo frete | custo transporte | valor transporte | portes',
    value:
      'valor mercadoria | vlr mercadoria | valor nf | vlr nf | valor nota | valor nota fiscal | valor encomenda | valor pedido | valor declarado | valor',
  },
  complaint: {
    complaint_no:
      'reclamação | no reclamação | no recl | queixa | no queixa | ocorrência | no ocorrência | protocolo | no protocolo | chamado | no chamado | sinistro | no sinistro | processo | no processo | caso | no caso',
    kind: 'tipo de registo | tipo de registro',
    category:
      'tipo | tipo reclamação | tipo ocorrência | tipo de avaria | tipo de dano | categoria | assunto | natureza | motivo reclamação',
    product: 'artigo | produto | mercadoria',
    cause: 'causa | causa raiz | motivo | motivo chamado | motivo ocorrência',
    party: 'responsável | parte responsável | responsabilidade | imputável a | culpado',
    severity: 'prioridade | gravidade | urgência | criticidade',
    channel: 'canal | canal de entrada | via | meio',
    received_at:
      'at receção | at recepção | at recebimento | at reclamação | at ocorrência | at abertura | aberto em | aberta em | recebido em | recebida em | at registo | at registro | at entrada | at',
    first_response_at:
      'primeira resposta | at primeira resposta | 1a resposta | at 1a resposta | at resposta | respondido em | respondida em',
    due_at:
      'prazo | prazo resposta | prazo resolução | prazo limite | at limite | at limite resposta | vencimento | responder até | resolver até',
    resolved_at:
      'at fecho | at resolução | at solução | at encerramento | at conclusão | fechado em | fechada em | resolvido em | resolvida em | encerrado em | concluído em',
    recovery: 'ação | ação corretiva | ações | solução | tratativa | medida | resolução',
    compensation:
      'valor reclamado | vlr reclamado | valor | indemnização | indenização | valor indemnizado | valor indenizado | compensação | ressarcimento | nota de crédito | valor sinistro | valor avaria',
  },
  warehouse_task: {
    task_no:
      'tarefa | no tarefa | ordem de serviço | os | no os | ordem de separação | no separação | no receção | no recebimento | lista de picking | ~no pedido | ~pedido',
    direction: 'sentido | entrada saída | tipo movimento | movimento',
    activity: 'atividade | tipo de tarefa | operação | processo',
    sku: 'artigo | produto | código artigo | código produto | referência | ref',
    requested_at: 'at criação | criado em | at liberação | liberado em | at início | at lançamento',
    due_at: 'prazo | at limite | at prevista | fim previsto',
    completed_at: 'at fim | at conclusão | concluído em | terminado em | finalizado em | at fecho | fim',
    carried_out: 'realizado | realizada',
    correct: 'correto | correta | sem erros',
    documents_correct: 'documentos corretos | documentos ok',
    asked_qty: 'qtd pedida | qtd solicitada | qtd prevista | qtd a separar | qtd enc',
    done_qty: 'qtd separada | qtd real | qtd recebida | qtd conferida | qtd expedida | qtd arrumada | qtd',
    damaged_qty: 'avarias | danificados | quebras',
    lost_qty: 'faltas | em falta',
  },
  stock_count: {
    count_no: 'inventário | no inventário | contagem | no contagem | folha de contagem',
    sku: 'artigo | produto | código artigo | código produto | referência | ref',
    location: 'localização | endereço | posição | rua',
    count_type: 'tipo de inventário | tipo de contagem',
    abc_class: 'classe abc | curva abc | classe',
    counted_at: 'at contagem | at inventário | contado em | at',
    checked: 'verificado | conferido',
    book_qty:
      'stock teórico | stock sistema | estoque sistema | saldo sistema | estoque | qtd sistema | qtd teórica | stock contabilístico',
    counted_qty: 'qtd contada | contado | stock real | stock físico | estoque físico | saldo físico | qtd física | contagem real',
    damaged_qty: 'avarias | danificados',
    unit_value: 'preço unitário | custo unitário | valor unitário | preço | custo médio',
  },
  survey_answer: {
    client: 'empresa | nome empresa',
    wave: 'inquérito | pesquisa | campanha | trimestre',
    respondent: 'respondente | inquirido | no resposta | nome | e mail',
    item: 'pergunta | questão | critério',
    role: 'cargo | função',
    answered_at: 'carimbo de data hora | carimbo de at | at resposta | respondido em',
    score: 'nota | pontuação | avaliação | classificação',
    phrase: 'resposta',
    comment: 'comentário | comentários | observações | sugestões',
  },
  invoice: {
    invoice_no: 'fatura | factura | no fatura | no factura | nota fiscal | no nota fiscal | nf | no nf',
    service: 'serviço | tipo de serviço | tipo de custo',
    issued_at: 'at fatura | at emissão | emitida em | emissão',
    settle_due_at: 'vencimento | at vencimento | pagar até',
    settled_at: 'at pagamento | pago em | paga em | at recebimento',
    correct: 'correta | correto',
    amount: 'valor | valor líquido | valor total | valor fatura | total fatura | montante | total',
  },
};
