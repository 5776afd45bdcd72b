/** What comes after the first view, loaded in one piece while somebody reads that. */

export { Scheduler } from "../sync/scheduler.ts";
export { List } from "./list.tsx";
export { Worker } from "./worker.tsx";
