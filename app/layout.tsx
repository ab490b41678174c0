import type { Metadata, Viewport } from "next"
import { cookies } from "next/headers"
import type { ReactNode } from "react"
import "./globals.css"

/** Titles read "Codes · Calloutscope". */
export const metadata: Metadata = {
  title: { default: "Calloutscope", template: "%s · Calloutscope" },
  description: "Diagnostics for Microsoft Entra custom authentication extensions",
}

/** Both colour schemes, so that the browser paints no white flash before the style sheet. */
export const viewport: Viewport = { colorScheme: "light dark" }

/** The document around every page; the cookie `theme` overrides the system's choice of light or dark. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const chosen = (await cookies()).get("theme")?.value
  const theme = chosen === "light" || chosen === "dark" ? chosen : undefined
  return (
    <html lang="en" data-theme={theme} suppressHydrationWarning>
      <body>{children}</body>
    </html>
  )
}
