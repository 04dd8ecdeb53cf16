import { fsyncSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';

/**
 * The command line of the single-user backend. Against PGlite's own list: `search_path` is left at PostgreSQL's default,
 * fsync follows the setting, and shared buffers are kept small, because the file cache of the system holds the rest.
 */
export function startParameters(durable: boolean): string[] {
  const settings = {
    exit_on_error: 'false',
    log_checkpoints: 'false',
    max_worker_processes: '0',
    max_parallel_workers: '0',
    max_parallel_workers_per_gather: '0',
    max_parallel_maintenance_workers: '0',
    io_method: 'sync',
    shared_buffers: '64MB',
    fsync: durable ? 'on' : 'off',
    // fdatasync does nothing in the compiled PostgreSQL; fsync reaches the file system layer.
    wal_sync_method: 'fsync',
  };
  return ['--single', '-O', '-j', ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** The file system layer of PGlite has no fsync, so that PostgreSQL's calls do nothing; this gives it one. */
export function makeDurable(database: PGlite): void {
  const { NODEFS } = (database.Module as unknown as { FS: { filesystems: { NODEFS: NodeFileSystem } } }).FS.filesystems;
  NODEFS.stream_ops.fsync = (stream) => {
    if (stream.nfd !== undefined) fsyncSync(stream.nfd);
    return 0;
  };
}

interface NodeFileSystem {
  readonly stream_ops: { fsync?: (stream: { readonly nfd?: number }) => number };
}
