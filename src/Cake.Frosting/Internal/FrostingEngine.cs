using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Frosting.Internal;

/// <summary>Registers the tasks and lifetimes of a build with Cake's engine.</summary>
internal sealed class FrostingEngine(
    ICakeEngine engine,
    IFrostingContext context,
    ICakeLog log,
    IEnumerable<IFrostingTask> tasks,
    IFrostingSetup? setup = null,
    IFrostingTeardown? teardown = null,
    IFrostingTaskSetup? taskSetup = null,
    IFrostingTaskTeardown? taskTeardown = null
)
{
    public void RegisterAll()
    {
        foreach (var task in tasks)
        {
            Register(new TaskOfBuild(task, context));
        }

        RegisterLifetimes();
    }

    private void Register(TaskOfBuild task)
    {
        log.Debug("Registering task: {0}", task.Name);
        if (!task.HasCompatibleContext)
        {
            log.Warning(
                "Task cannot be used since the context isn't convertible to {0}.",
                task.ContextType.FullName ?? task.ContextType.Name
            );
            return;
        }

        task.Describe(engine.RegisterTask(task.Name));
    }

    private void RegisterLifetimes()
    {
        if (setup != null)
        {
            log.Debug("Registering setup: {0}", setup.GetType().Name);
            engine.RegisterSetupAction(info => setup.Setup(context, info));
        }

        if (teardown != null)
        {
            log.Debug("Registering teardown: {0}", teardown.GetType().Name);
            engine.RegisterTeardownAction(info => teardown.Teardown(context, info));
        }

        if (taskSetup != null)
        {
            log.Debug("Registering task setup: {0}", taskSetup.GetType().Name);
            engine.RegisterTaskSetupAction(info => taskSetup.Setup(context, info));
        }

        if (taskTeardown != null)
        {
            log.Debug("Registering task teardown: {0}", taskTeardown.GetType().Name);
            engine.RegisterTaskTeardownAction(info => taskTeardown.Teardown(context, info));
        }
    }
}
