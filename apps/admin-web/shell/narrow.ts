/** Where there is no room for the navigation beside the page. */
export const narrow = '@media (max-width: 760px)';
