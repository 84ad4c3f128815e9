//! The core workloads with the system's allocator.

fn main() -> std::process::ExitCode {
    tokio_core::main()
}
