/** The name with its plumb line. */
export function Brand() {
  return (
    <span class="brand">
      <svg viewBox="0 0 20 26" width="17" height="22" aria-hidden="true">
        <path d="M2 1.5h16M10 1.5v12" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" fill="none" />
        <path d="M5.2 13.5h9.6L10 25z" fill="currentColor" />
      </svg>
      Plumbline
    </span>
  );
}
