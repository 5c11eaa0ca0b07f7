package org.integrand.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.integrand.app.diffusion.CompareCommand;
import org.integrand.app.diffusion.EditCommand;
import org.integrand.app.diffusion.GradientCommand;
import org.integrand.app.diffusion.GridCommand;
import org.integrand.app.diffusion.InvertCommand;
import org.integrand.app.diffusion.OrdersCommand;
import org.integrand.app.diffusion.PlanCommand;
import org.integrand.app.diffusion.SampleCommand;
import org.integrand.app.diffusion.ScheduleCommand;
import org.integrand.app.diffusion.SearchScheduleCommand;
import org.integrand.app.diffusion.TrainCommand;
import org.integrand.app.diffusion.TuneCommand;
import org.integrand.app.diffusion.VerifyScheduleCommand;
import org.integrand.app.integrate.IntegrateCommand;
import org.integrand.app.job.Command;
import org.integrand.app.job.CommandSet;
import org.integrand.app.solve.BenchmarkCommand;
import org.integrand.app.solve.SolveCommand;

/// The commands of this program. A new command is one line here; options, files and schemas follow from its
/// job.
public final class Commands {
    private Commands() {}

    /// All commands, in the order of the help.
    public static CommandSet all() {
        Map<String, Supplier<Command<?>>> commands = new LinkedHashMap<>();
        commands.put("sample", SampleCommand::new);
        commands.put("compare", CompareCommand::new);
        commands.put("orders", OrdersCommand::new);
        commands.put("plan", PlanCommand::new);
        commands.put("grid", GridCommand::new);
        commands.put("gradient", GradientCommand::new);
        commands.put("invert", InvertCommand::new);
        commands.put("edit", EditCommand::new);
        commands.put("schedule", ScheduleCommand::new);
        commands.put("search-schedule", SearchScheduleCommand::new);
        commands.put("verify-schedule", VerifyScheduleCommand::new);
        commands.put("train", TrainCommand::new);
        commands.put("tune", TuneCommand::new);
        commands.put("solve", SolveCommand::new);
        commands.put("integrate", IntegrateCommand::new);
        commands.put("benchmark", BenchmarkCommand::new);
        return new CommandSet(commands);
    }
}
