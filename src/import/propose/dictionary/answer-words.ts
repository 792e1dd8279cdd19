/** The marks of five steps, from the best to the worst, as the packaged phrases have them. */
export const markOfStep: readonly number[] = [10, 8, 6, 3, 1];

/**
 * What people tick in surveys, from the best to the worst of five steps between >. Words of one step mean the same; where a survey has
 * two of them, its steps are others, and their order is not certain. Of words that some put at other places, such as 基本满意, none stand here.
 */
export const answerLadders: readonly string[] = [
  'very satisfied | extremely satisfied | completely satisfied | highly satisfied > satisfied | somewhat satisfied > neutral | neither satisfied nor dissatisfied | neither > dissatisfied | unsatisfied | not satisfied | somewhat dissatisfied > very dissatisfied | very unsatisfied | extremely dissatisfied | completely dissatisfied | not at all satisfied',
  'fully agree | strongly agree | totally agree | completely agree > agree | somewhat agree > unsure | neutral | undecided | neither agree nor disagree > disagree | somewhat disagree > fully disagree | strongly disagree | totally disagree | completely disagree',
  'very important | extremely important > important > fairly important | moderately important | neutral > not very important | less important > unimportant | not important | not important at all | not at all important',
  'excellent > good > fair | average | acceptable > poor | bad > very poor | very bad | terrible',
  'very good > good > fair | average | acceptable > poor | bad > very poor | very bad | terrible',
  '非常满意 | 很满意 | 十分满意 > 满意 | 比较满意 | 较满意 > 一般 > 不满意 | 不太满意 | 比较不满意 | 较不满意 > 非常不满意 | 很不满意 | 十分不满意',
  '完全同意 | 非常同意 > 同意 | 比较同意 > 不确定 | 一般 | 中立 > 不同意 | 不太同意 | 比较不同意 > 完全不同意 | 非常不同意 | 很不同意',
  '非常重要 | 很重要 > 重要 | 比较重要 > 一般 > 不太重要 > 不重要 | 很不重要 | 完全不重要',
  '非常好 | 很好 > 好 | 较好 | 比较好 > 一般 > 差 | 较差 | 比较差 | 不好 > 很差 | 非常差',
  '优秀 > 良好 > 一般 > 较差 > 很差',
  'sehr zufrieden | äußerst zufrieden > zufrieden | eher zufrieden > neutral | teils teils | weder noch > unzufrieden | eher unzufrieden > sehr unzufrieden | äußerst unzufrieden',
  'stimme voll zu | stimme völlig zu | stimme voll und ganz zu > stimme zu | stimme eher zu > neutral | teils teils | weder noch > stimme nicht zu | stimme eher nicht zu > stimme gar nicht zu | stimme überhaupt nicht zu',
  'sehr wichtig > wichtig | eher wichtig > neutral | teils teils | mittel > weniger wichtig | eher unwichtig > unwichtig | gar nicht wichtig',
  'sehr gut > gut > mittel | durchschnittlich | mittelmäßig > schlecht > sehr schlecht',
  'zeer tevreden | heel tevreden | erg tevreden > tevreden > neutraal > ontevreden > zeer ontevreden | heel ontevreden | erg ontevreden',
  'zeer goed | heel goed > goed > gemiddeld | redelijk > slecht > zeer slecht | heel slecht',
  'très satisfait | tout à fait satisfait > satisfait | plutôt satisfait > neutre | ni satisfait ni insatisfait > insatisfait | plutôt insatisfait > très insatisfait | pas du tout satisfait',
  'très bon | très bien > bon | bien > moyen > mauvais > très mauvais',
  'bardzo zadowolony | bardzo zadowolona > zadowolony | zadowolona | raczej zadowolony > neutralny | ani zadowolony ani niezadowolony > niezadowolony | niezadowolona | raczej niezadowolony > bardzo niezadowolony | bardzo niezadowolona',
  'bardzo dobrze | bardzo dobra > dobrze | dobra > średnio | przeciętnie > źle | zła > bardzo źle | bardzo zła',
  'muy satisfecho | muy satisfecha | totalmente satisfecho > satisfecho | satisfecha | bastante satisfecho > neutral | indiferente | ni satisfecho ni insatisfecho > insatisfecho | insatisfecha | poco satisfecho > muy insatisfecho | muy insatisfecha | nada satisfecho',
  'muy bueno | muy bien > bueno | bien > regular | normal > malo | mal > muy malo | muy mal',
  'muito satisfeito | muito satisfeita | totalmente satisfeito > satisfeito | satisfeita > neutro | indiferente | nem satisfeito nem insatisfeito > insatisfeito | insatisfeita | pouco satisfeito > muito insatisfeito | muito insatisfeita | nada satisfeito',
  'muito bom > bom > regular | médio | razoável > mau | ruim > muito mau | muito ruim | péssimo',
  'molto soddisfatto | molto soddisfatta > soddisfatto | soddisfatta | abbastanza soddisfatto > neutro | indifferente | né soddisfatto né insoddisfatto > insoddisfatto | insoddisfatta | poco soddisfatto > molto insoddisfatto | molto insoddisfatta | per niente soddisfatto',
  'molto buono > buono > medio > cattivo > molto cattivo',
];
