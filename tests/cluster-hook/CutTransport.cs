using System.IO.Pipelines;

namespace Suyuan.ClusterHook;

/// <summary>A connection's two directions, each waiting while the cable is cut.</summary>
internal sealed class CutTransport(IDuplexPipe transport, Cut cut, CancellationToken closed) : IDuplexPipe
{
    public PipeReader Input { get; } = new Reader(transport.Input, cut, closed);

    public PipeWriter Output { get; } = new Writer(transport.Output, cut, closed);

    private sealed class Reader(PipeReader inner, Cut cut, CancellationToken closed) : PipeReader
    {
        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(cancellationToken);
            // What arrived after the cut is only held back.
            await cut.Passable(closed);
            return read;
        }

        public override bool TryRead(out ReadResult result)
        {
            result = default;
            return cut.IsWhole && inner.TryRead(out result);
        }

        public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
    }

    private sealed class Writer(PipeWriter inner, Cut cut, CancellationToken closed) : PipeWriter
    {
        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            await cut.Passable(closed);
            return await inner.FlushAsync(cancellationToken);
        }

        public override void Advance(int bytes) => inner.Advance(bytes);

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
    }
}
