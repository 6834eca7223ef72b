// What the scripts have in common: each is called with a folder that holds a site, and answers with one JSON object.
//
//     node SCRIPT.mjs FOLDER
//     {"looked": 12, "findings": ["…", …], "measured": ["…", …]}
//
// A finding is a fault, and no finding is a pass only if something was looked at: `looked` says how often. `measured` is for
// people. A script that cannot do its work ends with a message and an exit code other than 0.

/** Runs a check on the folder of the command line and writes its answer. */
export async function answer(check) {
  const folder = process.argv[2];
  if (!folder) throw new Error("which folder?");
  const report = { looked: 0, findings: [], measured: [] };
  await check(folder, report);
  process.stdout.write(JSON.stringify(report));
}

/** Calls `work` on every item, so many at a time. */
export async function each(items, workers, work) {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: workers }, worker));
}
