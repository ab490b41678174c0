import Link from "next/link"
import { Fragment } from "react"

// Every number of the family has a page, listed by Microsoft or not.
const mention = /(?<![\w/])(?:AADSTS\d{5,8}|1003\d{3})(?!\w)/g

/** A text in which every code is a link to its page, but for the code whose page this is. */
export function LinkedText({ text, except }: { text: string; except?: string | number | undefined }) {
  const codes = [...text.matchAll(mention)]
  if (codes.length === 0) return text
  let end = 0
  const parts = codes.map(({ 0: code, index }) => {
    const before = text.slice(end, index)
    end = index + code.length
    return { before, code, index }
  })
  return (
    <>
      {parts.map(({ before, code, index }) => (
        <Fragment key={index}>
          {before}
          {code.replace("AADSTS", "") === String(except).replace("AADSTS", "") ? (
            code
          ) : (
            <CodeRef code={code} />
          )}
        </Fragment>
      ))}
      {text.slice(end)}
    </>
  )
}

function CodeRef({ code }: { code: string }) {
  return (
    <Link href={`/codes/${code}`} prefetch={false} className="link">
      {code}
    </Link>
  )
}
