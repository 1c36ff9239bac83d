using System.Globalization;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace Suyuan.Plain;

/// <summary>
/// What the product is measured against: registration, one command, one read and due rungs, as directly on PostgreSQL as it can be
/// done. Settings: <c>Database</c>, <c>Key</c> and <c>Issuer</c> of the tokens, <c>GroupCommit</c>.
/// </summary>
internal static class PlainHost
{
    private static async Task Main(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, Wire.Default));
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        Authenticate(builder);

        // The same words to the planner as the product's: every statement knows its rows by key.
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(builder.Configuration["Database"]!)
        {
            MaxPoolSize = 64,
            MaxAutoPrepare = 16,
            AutoPrepareMinUsages = 1,
            NoResetOnClose = true,
            Options = "-c enable_seqscan=off -c jit=off",
        });
        await Migrate(database);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton<Numbers>();
        builder.Services.AddSingleton<Checks>();
        builder.Services.AddSingleton<IWriter>(builder.Configuration["GroupCommit"] is "true" ? new Grouped(database) : new OneByOne(database));
        builder.Services.AddHostedService<Poller>();
        await using var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/health/ready", () => TypedResults.Ok());
        app.MapPost("/v1/disputes", Register).RequireAuthorization("act");
        app.MapPost("/v1/disputes/{number}/contact", Contact).RequireAuthorization("act");
        app.MapGet("/v1/disputes/{number}", Get).RequireAuthorization("read");
        await app.RunAsync();
    }

    private static async Task<Results<Created<Registered>, BadRequest<Refused>>> Register(
        Registration body, ClaimsPrincipal user, Checks checks, Numbers numbers, IWriter writer, TimeProvider clock)
    {
        if (checks.Of(body) is { Length: > 0 } faults)
            return TypedResults.BadRequest(new Refused("invalid", 400, faults));
        var now = clock.GetUtcNow();
        var opening = new Opening(
            await numbers.Next(body.AreaCode!, now.AddHours(8).Year), body, JsonSerializer.Serialize(body.Parties!, Wire.Default.PartyArray),
            $"{body.AreaCode}-committee", now, user.FindFirstValue("sub")!, user.FindFirstValue("role")!);
        await writer.Register(opening);
        return TypedResults.Created($"/v1/disputes/{opening.Number}", new Registered(opening.Number, 1, opening.Lead, now, now.AddDays(1)));
    }

    private static async Task<Results<Ok<Dispute>, BadRequest<Refused>, NotFound, StatusCodeHttpResult>> Contact(
        string number, Contact body, [FromHeader(Name = "If-Match")] string? ifMatch, ClaimsPrincipal user, HttpResponse response, IWriter writer, NpgsqlDataSource database, TimeProvider clock)
    {
        if (Checks.Of(body) is { Length: > 0 } faults)
            return TypedResults.BadRequest(new Refused("invalid", 400, faults));
        if (!Numbers.IsOne(number))
            return TypedResults.NotFound();
        int? expected = ifMatch is null ? null : int.Parse(ifMatch.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture);
        var contacting = new Contacting(number, expected, body, clock.GetUtcNow(), user.FindFirstValue("sub")!, user.FindFirstValue("role")!);
        if (await writer.Contact(contacting) is { } dispute)
            return Tagged(dispute, response);
        return await Find(number, database, CancellationToken.None) is not { } current ? TypedResults.NotFound()
            : TypedResults.StatusCode(expected is { } version && current.Version != version ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<Dispute>, NotFound>> Get(string number, HttpResponse response, NpgsqlDataSource database, CancellationToken cancellation) =>
        Numbers.IsOne(number) && await Find(number, database, cancellation) is { } dispute ? Tagged(dispute, response) : TypedResults.NotFound();

    private static Ok<Dispute> Tagged(Dispute dispute, HttpResponse response)
    {
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{dispute.Version}\"");
        return TypedResults.Ok(dispute);
    }

    private static async Task<Dispute?> Find(string number, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Sentences.Read);
        command.Bind(number);
        return await Rows.First(command, cancellation);
    }

    private static async Task Migrate(NpgsqlDataSource database)
    {
        using var schema = new StreamReader(typeof(PlainHost).Assembly.GetManifestResourceStream("schema.sql")!);
        await using var command = database.CreateCommand(await schema.ReadToEndAsync());
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The same checks of a token as the product's in Development.</summary>
    private static void Authenticate(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ClockSkew = TimeSpan.FromMinutes(1),
                NameClaimType = "sub",
                RoleClaimType = "role",
                ValidIssuer = builder.Configuration["Issuer"],
                ValidAudience = builder.Configuration["Issuer"],
                IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(builder.Configuration["Key"]!)),
                ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            };
        });
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy("act", policy => policy.RequireAuthenticatedUser().RequireClaim("role", "grid-worker", "mediator", "clerk", "handler", "leader", "coordinator", "court"))
            .AddPolicy("read", policy => policy.RequireAuthenticatedUser().RequireClaim("role", "grid-worker", "mediator", "clerk", "handler", "leader", "coordinator", "court", "supervisor"));
    }
}
