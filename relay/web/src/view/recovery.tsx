/** The recovery sheet: the link on paper, as a picture to scan and as text. */

import { encode } from "uqr";
import { writeLink } from "../protocol/link.ts";
import type { WorkerRecord } from "../store/records.ts";
import { Title } from "./parts.tsx";
import { listedName, useWords } from "./state.ts";

export function Recovery(props: { worker: WorkerRecord; onBack: () => void }) {
  const { t, words } = useWords();
  const link = writeLink(props.worker.link);
  return (
    <div class="sheet">
      <p class="actions no-print">
        <button type="button" onClick={props.onBack}>
          {t("back")}
        </button>
        <button type="button" class="strong" onClick={() => window.print()}>
          {t("recovery-print")}
        </button>
      </p>
      <Title focus>{t("recovery-heading")}</Title>
      <p>
        <strong>
          <bdi>{listedName(props.worker, words)}</bdi>
        </strong>
      </p>
      <p>{t("recovery-explain")}</p>
      <p>{t("recovery-text")}</p>
      <QrCode text={link} label={t("recovery-qr")} />
      <p class="link-text" dir="ltr">
        {link}
      </p>
    </div>
  );
}

function QrCode(props: { text: string; label: string }) {
  const { data, size } = encode(props.text, { ecc: "M", border: 4 });
  let path = "";
  data.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) path += `M${x} ${y}h1v1h-1z`;
    });
  });
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={props.label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
