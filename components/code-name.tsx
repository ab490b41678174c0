import { Fragment } from "react"

/** Microsoft's name of a code, which may break before each of its words instead of anywhere. */
export function BreakableName({ name }: { name: string }) {
  return [...name.matchAll(/.[^A-Z]*/g)].map(({ 0: word, index }) => (
    <Fragment key={index}>
      <wbr />
      {word}
    </Fragment>
  ))
}
