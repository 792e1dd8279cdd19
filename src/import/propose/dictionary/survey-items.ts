/**
 * What questionnaires ask about: for each item its words in English, German, Chinese, Dutch, French, Polish, Spanish, Portuguese and
 * Italian, between bars. Western words are found where a word of the question begins with them.
 */
export const surveyItemWords: Readonly<Record<string, string>> = {
  nps: 'recommend | weiterempf | empfehlen | 推荐 | aanbevelen | aanraden | recommand | polecić | poleci | recomend | raccomand | consigliere',
  overall_satisfaction:
    'overall | satisfied are you with us | in general | insgesamt | gesamtzufriedenheit | alles in allem | 总体 | 整体 | algemeen | algehele | over het geheel | globale | dans l ensemble | général | ogólnie | ogólne | ogólna | en general | em geral | complessiv | nel complesso',
  keeps_promises:
    'punctual | on time | promise | pünktlich | termintreu | zusagen | zugesagt | versprech | 准时 | 守时 | 及时送达 | 承诺 | stipt | op tijd | afspraken | beloft | ponctual | à l heure | dans les délais | respect des délais | promess | engagements | terminow | punktualn | obietnic | puntual | promesas | compromisos | pontual | promessas | impegni',
  keeps_plans:
    'planned | schedule | nach plan | planmäßig | 按计划 | 计划 | planning | volgens plan | plan prévu | planification | zgodnie z planem | según lo previsto | conforme planeado | conforme planejado | secondo i piani',
  friendliness:
    'friendl | freundlich | 友好 | 服务态度 | 态度 | vriendelijk | amabilité | aimable | życzliw | amabilidad | amabilidade | simpatia | gentilezza',
  courtesy:
    'courteous | courtesy | polite | höflich | 礼貌 | beleefd | hoffelijk | poli | politesse | courtois | uprzejm | kultura osobista | cortesía | cortesia',
  knowledge:
    'knowledge | competent | competence | expertise | fachkund | fachkenntnis | kompetent | kompetenz | 专业 | 知识 | deskundig | vakkennis | compéten | connaissances | wiedza | fachowo | kompeten | conocimiento | profesionalidad | conhecimento | profissionalismo | professionalità',
  understanding:
    'understand | needs | verständnis | verstehen | anforderungen | 理解 | 需求 | begrijp | begrip | behoeften | compréhension | compren | besoins | zrozumien | potrzeb | comprensi | necesidad | compreensão | necessidade | esigenze',
  trust: 'trust | vertrauen | 信任 | vertrouw | confiance | zaufani | confianza | confiança | fiducia',
  easy_to_reach:
    'reach | available by phone | availability | erreichbar | 容易联系 | 易于联系 | 联系方便 | bereikbaar | joignable | accessib | disponib | kontakt telefoniczny | contactar | raggiungib | reperibil',
  easy_to_talk_to: 'easy to talk | gesprächsbereit | ansprechbar | 容易沟通 | 易于沟通 | makkelijk te spreken | dialogue',
  communication_channels:
    'channels | kanäle | kommunikationswege | 沟通渠道 | 渠道 | kanalen | canaux | kanały | canales | canais | canali',
  communication_frequency:
    'how often | frequency | häufigkeit | 沟通频次 | 沟通频率 | frequentie | fréquence | częstotliwo | frecuencia | frequência | frequenza',
  problem_notification:
    'problems | delays reported | informed about delays | proactive | probleme | verspätungen | störungen | 问题及时 | 异常通知 | 问题通知 | problemen | vertragingen | problèmes | retards | opóźnieni | incidencias | atrasos | ritardi',
  process_visibility:
    'track | visib | transparen | sendungsverfolgung | nachverfolg | 过程可视 | 可视 | 跟踪 | 追踪 | zichtbaar | volgen van | suivi | visibilité | śledzeni | seguimiento | rastreamento | rastreio | tracciabil',
  information_sharing:
    'information | informed | informiert | informationsfluss | 信息共享 | 信息 | informatie | geïnformeerd | informé | informacji | información | informação | informazioni',
  settlement_ease:
    'invoic | billing | rechnung | abrechnung | 结算方便 | 结算便捷 | 结算 | factur | facturation | fakturow | rozlicze | fatura | fattur',
  settlement_reasonableness:
    'price | rates | cost reasonable | value for money | preis leistung | preise | preis | 价格 | 结算合理 | 收费合理 | prijs | tarie | prix | tarif | rapport qualité | ceny | cena | precio | preço | prezz',
  disaster_response:
    'accident | emergenc | disaster | notfall | notfälle | 意外 | 突发 | 应急 | noodgevallen | calamiteit | urgence | incident | awari | emergencia | emergência | emergenz',
  satisfaction_after_recovery:
    'after your complaint | complaint handling | handled complaints | reklamationsbearbeitung | beschwerdebearbeitung | reklamation | 补救 | 投诉处理 | klachtafhandeling | klachten | réclamation | litiges | reklamacj | reclamaci | reclamaç | reclami',
  service_creativity: 'innovat | creativ | ideas | ideen | 创新 | 创造 | vernieuw | créativ | innowac | innovaz | inovaç',
  staff_uniforms: 'uniform | appearance of | auftreten | kleidung | erscheinungsbild | 着装 | 仪表 | kleding | tenue',
};
