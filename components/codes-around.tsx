import type { ReactNode } from "react"
import type { Found } from "@/lib/codes/find"
import { NativeTable, OuterCodeTable, SeenTextList } from "./code-table"
import { SymptomList } from "./decide-choices"

/** What a search finds beside extension codes: what people see, other codes, and words of the native API. */
export function CodesAround({ found: { outer, native, seen, symptoms } }: { found: Found }) {
  return (
    <>
      {symptoms.length > 0 && (
        <Group
          id="symptoms"
          title="Without a code"
          text="What to do when there is something to see and no code."
        >
          <SymptomList symptoms={symptoms} />
        </Group>
      )}
      {seen.length > 0 && (
        <Group id="texts" title="Texts on the page" text="What users report in place of a code.">
          <SeenTextList texts={seen} />
        </Group>
      )}
      {outer.length > 0 && (
        <Group
          id="around"
          title="Around extensions"
          text="Codes that apps and logs show in place of an extension's own, and others that are taken for one."
        >
          <OuterCodeTable caption="Codes around extensions" codes={outer} />
        </Group>
      )}
      {native.length > 0 && (
        <Group
          id="native"
          title="Native authentication"
          text="Words under error and suberror that an app meets when it signs users in without a browser."
        >
          <NativeTable caption="Errors of native authentication" errors={native} />
        </Group>
      )}
    </>
  )
}

function Group({
  id,
  title,
  text,
  children,
}: {
  id: string
  title: string
  text: string
  children: ReactNode
}) {
  return (
    <section id={id} className="flex flex-col gap-2">
      <h2 className="font-semibold text-lg">{title}</h2>
      <p className="prose-width text-muted">{text}</p>
      {children}
    </section>
  )
}
