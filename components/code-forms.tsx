import { type RequestForm, requestForms } from "./code-words"
import { Tabs } from "./ui/tabs"

/** The ways to write the requests of a page, as links; `href` is the page with its other choices. */
export function RequestForms({ href, as }: { href: string; as: RequestForm }) {
  // Safe: requestForms has exactly the forms as its keys.
  const forms = Object.keys(requestForms) as RequestForm[]
  const joint = href.includes("?") ? "&" : "?"
  return (
    <Tabs
      label="How requests are written"
      tabs={forms.map((form) => ({
        href: form === "graph" ? href : `${href}${joint}as=${form}`,
        label: requestForms[form],
        current: form === as,
      }))}
    />
  )
}
