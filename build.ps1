# Compiles the build script when a source has changed, then starts it, as build.sh does:
#   ./build.ps1 --target=Release
#   ./build.ps1 --target=Test
$ErrorActionPreference = 'Stop'

$root = $PSScriptRoot
$programs = Join-Path $root 'artifacts/program'
$current = Join-Path $programs 'current-ps'

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    $sdk = (Get-Content (Join-Path $root 'global.json') -Raw | ConvertFrom-Json).sdk.version
    [Console]::Error.WriteLine("build.ps1: dotnet is not on PATH. Install the .NET SDK $sdk or newer.")
    exit 1
}

# Every source with its size and its time: what tells whether one was changed, added or removed.
function Get-Listing {
    $sources = 'build', 'src', 'recipes', 'Directory.*', 'global.json' | ForEach-Object { Join-Path $root $_ }
    $lines = Get-ChildItem -Path $sources -File -Recurse -Force |
        ForEach-Object { '{0} {1} {2}' -f $_.FullName, $_.Length, $_.LastWriteTimeUtc.Ticks }
    ($lines | Sort-Object -CaseSensitive) -join "`n"
}

# The directory of what was compiled last, if that was from the sources as they are.
function Find-Program {
    if (-not (Test-Path $current)) { return $null }
    $program = Join-Path $programs ((Get-Content $current -Raw).Trim())
    $sources = Join-Path $program 'sources'
    if (-not (Test-Path (Join-Path $program 'Build.dll')) -or -not (Test-Path $sources)) { return $null }
    if ([IO.File]::ReadAllText($sources) -ceq (Get-Listing)) { $program } else { $null }
}

function Publish-Program([string] $program, [string] $readyToRun) {
    # What dotnet writes to standard error is output here, not a reason to stop.
    $ErrorActionPreference = 'Continue'
    & dotnet publish (Join-Path $root 'build/Build.csproj') --output $program `
        --configuration Release --use-current-runtime --self-contained false --verbosity quiet -nologo `
        -p:DebugType=embedded -p:GenerateDocumentationFile=false -p:RunAnalyzers=false `
        "-p:PublishReadyToRun=$readyToRun" 2>&1 | ForEach-Object { "$_" }
}

function Build-Program {
    $name = '{0:yyyyMMddHHmmss}-{1}' -f [DateTime]::UtcNow, $PID
    $program = Join-Path $programs $name
    New-Item -ItemType Directory -Force $program | Out-Null
    [IO.File]::WriteAllText((Join-Path $program 'sources'), (Get-Listing))
    [Console]::Error.Write('build.ps1: compiling ...')
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $log = Publish-Program $program 'true'
    if ($LASTEXITCODE -ne 0 -and ($log -match 'crossgen')) {
        # Where the feed lacks the compiler to machine code, the program only starts more slowly.
        $log = Publish-Program $program 'false'
    }
    if ($LASTEXITCODE -ne 0) {
        [Console]::Error.WriteLine(' failed after {0:0} s', $clock.Elapsed.TotalSeconds)
        $log | Sort-Object -Unique | ForEach-Object { [Console]::Error.WriteLine($_) }
        Remove-Item -Recurse -Force $program
        exit 1
    }
    Set-Content -Path $current -Value $name
    [Console]::Error.WriteLine(' done in {0:0} s', $clock.Elapsed.TotalSeconds)
    $program
}

$program = Find-Program
if (-not $program) {
    New-Item -ItemType Directory -Force $programs | Out-Null
    # Another build.ps1 may be compiling the same sources: wait for it, then look again.
    $lock = $null
    while (-not $lock) {
        try { $lock = [IO.File]::Open((Join-Path $programs 'lock-ps'), 'OpenOrCreate', 'ReadWrite', 'None') }
        catch [IO.IOException] { Start-Sleep -Milliseconds 200 }
    }
    try {
        $program = Find-Program
        if (-not $program) { $program = Build-Program }
    }
    finally { $lock.Dispose() }
}

& dotnet exec (Join-Path $program 'Build.dll') @args
exit $LASTEXITCODE
