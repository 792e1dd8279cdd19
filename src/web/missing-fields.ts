import type { Words } from './words/en.js';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;

const mark = 'field-lacks';

/**
 * Says at a field what it lacks, in the language of the page and until it has it, where a browser says so for a moment in its own. The
 * first such field of a form is gone to. Gives what ends it.
 */
export function watchMissingFields(texts: Words['needed']): () => void {
  const onInvalid = (event: Event): void => {
    if (!isField(event.target)) return;
    event.preventDefault();
    const field = event.target;
    say(field, wordsFor(field, texts));
    if (field.form?.querySelector('input:invalid, select:invalid, textarea:invalid') === field) goTo(field);
  };
  // Whatever somebody does may fill in other fields than the one that it is done in, once the page has followed.
  const onDoing = (): void => void requestAnimationFrame(unsayWhatIsThere);
  const ended = new AbortController();
  const heard = { capture: true, signal: ended.signal };
  document.addEventListener('invalid', onInvalid, heard);
  for (const doing of ['input', 'change', 'keyup', 'click']) document.addEventListener(doing, onDoing, heard);
  return () => ended.abort();
}

function wordsFor(field: Field, texts: Words['needed']): string {
  if (!field.validity.valueMissing) return field.validationMessage;
  const asked = field instanceof HTMLSelectElement ? texts.choice : field.type === 'checkbox' ? texts.check : texts.text;
  return field.title === '' ? asked : `${asked} ${field.title}`;
}

/** Inside the label, so that it goes with the field; hidden there from those who hear the field's name, and told as its description. */
function say(field: Field, text: string): void {
  unsay(field);
  const said = document.createElement('span');
  said.id = `${mark}-${(count += 1)}`;
  said.className = `field-faults ${mark}`;
  said.setAttribute('aria-hidden', 'true');
  said.textContent = text;
  field.after(said);
  field.setAttribute('aria-invalid', 'true');
  const described = field.getAttribute('aria-describedby');
  field.setAttribute('aria-describedby', described === null ? said.id : `${said.id} ${described}`);
}

let count = 0;

function unsayWhatIsThere(): void {
  for (const { previousElementSibling: field } of document.querySelectorAll(`.${mark}`))
    if (isField(field) && field.validity.valid) unsay(field);
}

function unsay(field: Field): void {
  const said = field.nextElementSibling;
  if (said === null || !said.classList.contains(mark)) return;
  said.remove();
  field.removeAttribute('aria-invalid');
  const rest = (field.getAttribute('aria-describedby') ?? '').split(' ').filter(id => id !== said.id);
  if (rest.join('') === '') field.removeAttribute('aria-describedby');
  else field.setAttribute('aria-describedby', rest.join(' '));
}

/** Opens whatever hides a field, and goes there. */
export function goTo(field: HTMLElement): void {
  for (let part = field.closest('details'); part !== null; part = part.parentElement?.closest('details') ?? null)
    part.open = true;
  field.focus();
  field.scrollIntoView({ block: 'center' });
}
