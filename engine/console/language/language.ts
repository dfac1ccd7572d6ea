/**
 * The language that is shown: Chinese if the browser prefers it, else English, until the reader chooses. English texts
 * are the keys of the dictionary, so a text without its Chinese does not compile.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { chinese, type Phrase } from './chinese.js';

export type Language = 'en' | 'zh';

/** In localStorage, which holds nothing else of the console's. */
const key = 'callveil-language';
const listeners = new Set<(language: Language) => void>();
let current = chosenOrPreferred();
document.documentElement.lang = tagOf(current);

export function language(): Language {
  return current;
}

export function chooseLanguage(chosen: Language): void {
  current = chosen;
  localStorage.setItem(key, chosen);
  document.documentElement.lang = tagOf(chosen);
  for (const listener of listeners) listener(chosen);
}

/** Renders the component that calls it, and so everything in it, again when the reader chooses. */
export function useLanguage(): Language {
  const [shown, setShown] = useState(current);
  useEffect(() => {
    listeners.add(setShown);
    return () => void listeners.delete(setShown);
  }, []);
  return shown;
}

/** The phrase in the reader's language; `{name}` in it is replaced by the value of that name. */
export function say(phrase: Phrase, values: Readonly<Record<string, string | number>> = {}): string {
  return textOf(phrase).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? count(value) : value;
  });
}

/** The same with elements as values. */
export function sayWith(
  phrase: Phrase,
  values: Readonly<Record<string, ComponentChildren>>,
): ComponentChildren[] {
  const pieces = textOf(phrase).split(/\{(\w+)\}/);
  return pieces.map((piece, place) => (place % 2 === 0 ? piece : values[piece]));
}

/** A word of the API's, such as a state; as it is if the dictionary does not have it. */
export function sayWord(word: string): string {
  return isPhrase(word) ? say(word) : word;
}

export function isPhrase(text: string): text is Phrase {
  return Object.hasOwn(chinese, text);
}

/** A number of things, grouped as the reader groups digits. */
export function count(value: number, fractionDigits = 0): string {
  return new Intl.NumberFormat(locale(), {
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  }).format(value);
}

/** The reader's own variant of the language (`en-GB`), if the browser names one. */
export function locale(): string {
  const own = navigator.languages.find((tag) => tag.toLowerCase().startsWith(current));
  return own ?? tagOf(current);
}

function textOf(phrase: Phrase): string {
  return current === 'zh' ? chinese[phrase] : phrase;
}

function chosenOrPreferred(): Language {
  const chosen = localStorage.getItem(key);
  if (chosen === 'en' || chosen === 'zh') return chosen;
  const [preferred = 'en'] = navigator.languages;
  return preferred.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

function tagOf(one: Language): string {
  return one === 'zh' ? 'zh-CN' : 'en';
}
