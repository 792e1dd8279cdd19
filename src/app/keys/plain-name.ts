// All that a name is written with: letters, marks, digits and punctuation of any script, the signs of ASCII, and the ordinary space.
// What Unicode has not assigned yet is none of them, and whether it shows anything nobody knows.
const plain = /[\p{L}\p{M}\p{N}\p{P}\x20-\x7e]/u;

// Letters and marks by their category that show nothing: fillers, and blanks of hieroglyphs.
const blank = /\p{Default_Ignorable_Code_Point}|\u{13441}|\u{13442}|\u{16fe4}/u;

/** Whether a character can be seen, as part of a name, as what it is; spaces count as seen. */
export const isPlainCharacter = (character: string): boolean => plain.test(character) && !blank.test(character);

/** Whether a text can be shown as the name of who acts: all of it can be seen, and there is something to see. */
export const isPlainName = (text: string, most = 200): boolean =>
  text.trim() !== '' && text.length <= most && [...text].every(isPlainCharacter);
