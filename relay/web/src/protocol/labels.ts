/** Every label that separates one use of a key from another; the same file exists in `core/protocol`. */

import { ascii } from "./bytes.ts";

const label = (name: string) => ascii(`wayhome/1 ${name}`);

export const CHAIN = label("chain");
export const STEP = label("step");
export const PARTS = label("parts");
export const RECEIPT = label("receipt");
export const RECEIPT_STATE = label("receipt state");
export const CAPSULE = label("capsule");
export const PAIRING_CHECKSUM = label("pairing checksum");
export const SEND_CAPABILITY = label("send capability");
export const TIMER = label("timer");
export const GROUP = label("group");
export const FAMILY_ROOT = label("family root");
export const FAMILY_RECEIVE_ID = label("family receive id");
export const FAMILY_RECEIVE_CAPABILITY = label("family receive capability");
export const FAMILY_SEND_ID = label("family send id");
export const FAMILY_IDENTITY = label("family identity");
export const FAMILY_INSTANCE = label("family instance");
export const LODGED = label("lodged");
export const NOTICE = label("notice");
export const NOTICE_TAG = label("notice tag");
export const DOSSIER_KEY = label("dossier key");
export const MEETING = label("meeting");
export const ROUTE = label("route");
