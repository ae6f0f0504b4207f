namespace Cake.Frosting.Release.Tests.GitHub;

/// <summary>Dies at the n-th request: before it is sent, or when its answer has come and nobody has read it.</summary>
internal sealed class DyingHandler(int dieAt, bool after)
    : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private int count;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (++count < dieAt)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        if (after && count == dieAt)
        {
            using var lost = await base.SendAsync(request, cancellationToken);
        }

        throw new KilledException();
    }
}

#pragma warning disable CA1064 // Nobody else can meet it.
internal sealed class KilledException : Exception;
#pragma warning restore CA1064
