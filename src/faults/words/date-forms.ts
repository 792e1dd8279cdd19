/** A date form as a layout holds it. */
export const formText = (form: string): string => (/[,[\]{}]|: /.test(form) ? JSON.stringify(form) : form);

/** Forms as the value of `format` in a layout. */
export const formList = (forms: readonly string[]): string =>
  forms.length === 1 ? formText(forms[0] ?? '') : `[${forms.map(formText).join(', ')}]`;
