import { isInstalled, installPackages } from './install-packages.mjs';
import { buildServices, isServicesBuilt } from './build-services.mjs';
import { buildWeb, isWebBuilt } from './build-web.mjs';
import { withLock } from './with-lock.mjs';

/**
 * Brings the clone to the state that a command needs. Does nothing (and takes no lock) when all is fresh; otherwise one run at a
 * time does the work and the others wait for it.
 */
export async function prepareClone({ root, build, say }) {
  const steps = [
    { isDone: isInstalled, run: installPackages },
    ...(build === 'nothing' ? [] : [{ isDone: isServicesBuilt, run: buildServices }]),
    ...(build === 'web' ? [{ isDone: isWebBuilt, run: buildWeb }] : []),
  ];
  if (steps.every((step) => step.isDone(root))) return;
  await withLock({ root, say }, async () => {
    for (const step of steps) {
      if (!step.isDone(root)) await step.run({ root, say });
    }
  });
}
