/** Characters that a list or a log would act upon, that show nothing, or that turn the direction of what follows. */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|\p{Default_Ignorable_Code_Point}/u;

/** Whether a text can be shown as the name of who acts: all of it can be seen, and there is something to see. */
export const isPlainName = (text: string): boolean => text.trim() !== '' && text.length <= 200 && !unsafe.test(text);
