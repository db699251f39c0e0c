import NIOCore

/// Runs what belongs to a connection on the event loop that reads it, so that a request changes threads only for
/// the writer's turn and for queries.
///
/// Nothing that waits for a disk may run here: all connections of the loop would wait with it.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
