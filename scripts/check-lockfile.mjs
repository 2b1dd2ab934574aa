// Fails when a lockfile would bind its user to one place: to the registry of whoever wrote it (an entry with an
// address), or to one platform (an optional dependency without an entry, which `npm ci` refuses).
import { readFileSync } from 'node:fs';

const lockfiles = ['package-lock.json', 'bench/package-lock.json'];

function checkLockfile(file) {
  const { packages } = JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));

  const registryAddresses = Object.entries(packages)
    .filter(([, entry]) => /^https?:/.test(entry.resolved ?? ''))
    .map(
      ([path, entry]) =>
        `${path} is resolved to ${entry.resolved}: set omit-lockfile-registry-resolved and install again`,
    );

  /** Whether a package at `path` finds `dependency` as Node would: in its own node_modules or in one further up. */
  const isLocked = (path, dependency) => {
    for (let folder = path; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
      if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${dependency}`] !== undefined) return true;
      if (folder === '') return false;
    }
  };

  const missingPlatforms = Object.entries(packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([dependency]) => !isLocked(path, dependency))
      .map(
        ([dependency, version]) =>
          `${path} needs ${dependency}@${version}, which has no entry: remove the lockfile and node_modules and install again, ` +
          'with a version whose platform packages the registry has',
      ),
  );

  return [...registryAddresses, ...missingPlatforms].map((finding) => `${file}: ${finding}`);
}

const findings = lockfiles.flatMap(checkLockfile);
for (const finding of findings) console.error(finding);
process.exitCode = findings.length === 0 ? 0 : 1;
