/** The mark of the product; it says nothing that the name beside it does not say. */
export function Logo() {
  return (
    <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0f6cbd" />
      <path d="M7 24V9h4l5 8 5-8h4v15h-4v-8l-5 8-5-8v8z" fill="#fff" />
    </svg>
  );
}
