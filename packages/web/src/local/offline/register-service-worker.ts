/** Once the page is there: what it needs without a connection is loaded last. */
export function registerServiceWorker(): void {
  // While the page is developed, its files change all the time.
  if (!import.meta.env.PROD || !hasServiceWorkers()) return;
  const register = () => {
    // A browser that refuses has no offline use; the page says so where it matters.
    navigator.serviceWorker.register('/service-worker.js').catch(() => {});
  };
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}

/** Browsers have them for safe addresses only: https, or this very machine. */
export function hasServiceWorkers(): boolean {
  return 'serviceWorker' in navigator;
}
