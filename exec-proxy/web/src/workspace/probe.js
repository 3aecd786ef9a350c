/**
 * A WebSocket that is refused does not say why. A HEAD request of the page's own address does, and by the rules of
 * the proxy it never wakes a computer and never makes a face.
 * @returns {Promise<"closed" | "access" | "signedOut" | "unknown">}
 */
export async function whyRefused() {
  try {
    const answer = await fetch(location.href, { method: "HEAD", redirect: "manual", cache: "no-store" });
    if (answer.status === 404 || answer.status === 410) return "closed";
    if (answer.status === 403) return "access";
    if (answer.status === 401 || answer.type === "opaqueredirect") return "signedOut";
  } catch {
    // The network itself is away.
  }
  return "unknown";
}
