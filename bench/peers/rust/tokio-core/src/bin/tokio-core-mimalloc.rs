//! The core workloads with mimalloc: spawning allocates one cell a task, and glibc's
//! malloc is slow on the 128-byte aligned cells of current tokio.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    tokio_core::main()
}
