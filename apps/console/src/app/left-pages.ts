/**
 * A browser may keep a page that was left whole, and show it again on the back button: to whoever sits there then. So a page
 * hides when it is left, and is loaded anew when it comes back, which asks who is signed in.
 */
export const keepLeftPagesShut = (): void => {
  window.addEventListener('pagehide', () => {
    document.body.hidden = true;
  });
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) window.location.reload();
  });
};
