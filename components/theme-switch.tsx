"use client"

import { Monitor, Moon, Sun } from "lucide-react"
import { useId, useSyncExternalStore } from "react"

const themes = [
  { value: "system", label: "System", Icon: Monitor },
  { value: "light", label: "Light", Icon: Sun },
  { value: "dark", label: "Dark", Icon: Moon },
] as const
type Theme = (typeof themes)[number]["value"]

const yearMs = 365 * 24 * 60 * 60 * 1000

const subscribe = (changed: () => void) => {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] })
  return () => observer.disconnect()
}

const current = () => document.documentElement.dataset.theme ?? "system"

const choose = (theme: Theme) => {
  const root = document.documentElement
  if (theme === "system") delete root.dataset.theme
  else root.dataset.theme = theme
  // Absent on plain http away from localhost: there the choice holds until the next full load.
  if (theme === "system") void window.cookieStore?.delete("theme")
  else
    void window.cookieStore?.set({
      name: "theme",
      value: theme,
      path: "/",
      sameSite: "lax",
      expires: Date.now() + yearMs,
    })
}

/** System, light or dark; kept in the cookie `theme`, which the root layout reads. */
export function ThemeSwitch() {
  const group = useId()
  const theme = useSyncExternalStore(subscribe, current, () => "system")
  return (
    <fieldset className="flex w-fit rounded border border-edge bg-surface p-px noscript:hidden print:hidden">
      <legend className="sr-only">Theme</legend>
      {themes.map(({ value, label, Icon }) => (
        <label
          key={value}
          title={label}
          className="flex h-7 w-9 cursor-pointer items-center justify-center rounded text-muted hover:text-ink has-checked:bg-accent-tint has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
        >
          <input
            type="radio"
            name={group}
            value={value}
            checked={theme === value}
            onChange={() => choose(value)}
            className="sr-only"
          />
          <Icon size={16} />
          <span className="sr-only">{label}</span>
        </label>
      ))}
    </fieldset>
  )
}
