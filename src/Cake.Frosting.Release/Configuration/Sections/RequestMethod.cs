namespace Cake.Frosting.Release.Configuration;

/// <summary>The methods of a request.</summary>
public enum RequestMethod
{
    /// <summary>POST.</summary>
    [Value("POST.", Name = "POST")]
    Post,

    /// <summary>GET.</summary>
    [Value("GET.", Name = "GET")]
    Get,

    /// <summary>PUT.</summary>
    [Value("PUT.", Name = "PUT")]
    Put,

    /// <summary>PATCH.</summary>
    [Value("PATCH.", Name = "PATCH")]
    Patch,

    /// <summary>DELETE.</summary>
    [Value("DELETE.", Name = "DELETE")]
    Delete,
}
