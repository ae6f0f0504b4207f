using Npgsql;
using Quickstart.Service;

// The shop of the quickstart. What differs from version to version (SQL, migrations, assets) lies in
// the directory that it runs in, as it would in an interpreted language; this program stays the same.
var directory = Directory.GetCurrentDirectory();
var builder = WebApplication.CreateSlimBuilder(
    new WebApplicationOptions
    {
        Args = args,
        ContentRootPath = directory,
        WebRootPath = Path.Combine(directory, "wwwroot"),
    }
);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddSingleton(
    NpgsqlDataSource.Create(
        builder.Configuration["DATABASE"] ?? throw new InvalidOperationException("DATABASE is not set.")
    )
);

var app = builder.Build();
var version = builder.Configuration["SHOP_VERSION"] ?? "unknown";
var insert = await File.ReadAllTextAsync(Path.Combine(directory, "sql", "insert-order.sql"));

app.MapGet("/version", () => new { version });
app.MapGet(
    "/health",
    async (NpgsqlDataSource database) =>
    {
        // Asking the table itself: a service whose schema does not fit is not healthy.
        await using var command = database.CreateCommand("select count(*) from products");
        return Results.Ok(new { version, products = await command.ExecuteScalarAsync() });
    }
);

// While this file is there the shop is read and takes no orders: what is ordered in a new version before it has passed
// its checks would not be there if the old one came back.
var maintenance = builder.Configuration["SHOP_MAINTENANCE"];
app.MapPost(
    "/orders",
    async (Order order, NpgsqlDataSource database, HttpResponse response) =>
    {
        if (File.Exists(maintenance))
        {
            response.Headers.RetryAfter = "1";
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        await using var command = database.CreateCommand(insert);
        command.Parameters.AddWithValue(order.Id);
        command.Parameters.AddWithValue(order.Customer);
        command.Parameters.AddWithValue(order.Amount);
        await command.ExecuteNonQueryAsync();
        return Results.Created($"/orders/{order.Id}", null);
    }
);
app.UseMiddleware<PrecompressedFiles>();
app.UseDefaultFiles();
app.UseStaticFiles();

await app.RunAsync();
