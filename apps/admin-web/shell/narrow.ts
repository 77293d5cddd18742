/** Where there is no room for the navigation beside the page; sooner where the person's text is larger. */
export const narrow = '@media (max-width: 47.5em)';
