using Microsoft.AspNetCore.StaticFiles;

namespace Quickstart.Service;

/// <summary>Sends <c>app.css.br</c> or <c>app.css.gz</c> for <c>app.css</c> where the client takes it, as nginx does.</summary>
internal sealed class PrecompressedFiles(RequestDelegate next, IWebHostEnvironment environment)
{
    private readonly FileExtensionContentTypeProvider types = new();

    public async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path == "/" ? "/index.html" : context.Request.Path.Value!;
        foreach (
            var (encoding, extension) in (ReadOnlySpan<(string, string)>)[("br", ".br"), ("gzip", ".gz")]
        )
        {
            if (
                context.Request.Headers.AcceptEncoding.ToString().Contains(encoding, StringComparison.Ordinal)
                && environment.WebRootFileProvider.GetFileInfo(path + extension) is { Exists: true } file
                && types.TryGetContentType(path, out var type)
            )
            {
                context.Response.ContentType = type;
                context.Response.Headers.ContentEncoding = encoding;
                context.Response.Headers.Vary = "Accept-Encoding";
                await context.Response.SendFileAsync(file, context.RequestAborted);
                return;
            }
        }

        await next(context);
    }
}
