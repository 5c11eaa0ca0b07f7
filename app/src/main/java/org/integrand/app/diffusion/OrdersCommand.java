package org.integrand.app.diffusion;

import java.util.List;
import org.integrand.app.job.Command;
import org.integrand.app.job.Shortcut;
import tools.jackson.databind.node.ObjectNode;

/// `orders`: the measured orders of convergence of samplers.
public final class OrdersCommand implements Command<OrdersJob> {
    @Override
    public String name() {
        return "orders";
    }

    @Override
    public String summary() {
        return "Measures how fast samplers converge: errors against the exact flow and orders, as a table and a plot.";
    }

    @Override
    public String example() {
        return "./integrand orders --samplers \"[ddim, deis-tab, unipc]\" --steps \"[40, 80, 160]\"";
    }

    @Override
    public Class<OrdersJob> job() {
        return OrdersJob.class;
    }

    @Override
    public List<Shortcut> shortcuts() {
        return Shortcuts.OF_ORDERS;
    }

    @Override
    public ObjectNode translated(ObjectNode job) {
        return SamplerAliases.translated(job);
    }

    @Override
    public Work prepare(OrdersJob job) {
        return OrderMeasurement.of(job);
    }
}
