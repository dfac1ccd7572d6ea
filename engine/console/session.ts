/**
 * The token of this tab's operator. It is in sessionStorage alone: gone with the tab, in no URL, in no cookie that a
 * browser would send by itself.
 */
const key = 'callveil-operator-token';

export function storedToken(): string | undefined {
  return sessionStorage.getItem(key) ?? undefined;
}

export function storeToken(token: string): void {
  sessionStorage.setItem(key, token);
}

export function forgetToken(): void {
  sessionStorage.removeItem(key);
}
