package org.integrand.diffusion.sampler;

import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// How a sampler of one formula a step adds noise, if it does. Noise levels in rho = sigma / alpha.
public sealed interface Stochasticity {
    /// Not at all.
    record None() implements Stochasticity {}

    /// "Churn": before a step from rho, noise is added up to rho (1 + gamma), gamma = min(amount / steps,
    /// sqrt(2) - 1) where lowest <= rho <= highest, else 0. Source: Karras et al. 2022 (EDM), algorithm 2.
    ///
    /// @param amount  S_churn, >= 0
    /// @param lowest  S_tmin
    /// @param highest S_tmax
    /// @param noise   S_noise, factor of the noise
    record Churn(double amount, double lowest, double highest, double noise) implements Stochasticity {
        public Churn {
            if (!(amount >= 0 && Double.isFinite(amount)))
                throw new IllegalArgumentException("churn " + amount + ": expected a finite number >= 0");
            if (!(lowest >= 0 && highest >= lowest))
                throw new IllegalArgumentException(
                        "churn between " + lowest + " and " + highest + ": expected 0 <= lowest <= highest");
            requireNoise(noise);
        }

        double gamma(double rho, int steps) {
            return rho >= lowest && rho <= highest ? Math.min(amount / steps, Math.sqrt(2) - 1) : 0;
        }
    }

    /// "Ancestral": the step goes further, down, and noise takes it up again: up = min(rho_t, eta
    /// sqrt(rho_t^2 (rho_s^2 - rho_t^2) / rho_s^2)), down = sqrt(rho_t^2 - up^2). With Euler's step this
    /// is DDIM(eta), with eta = 1 DDPM.
    /// Sources: J. Song et al., DDIM, ICLR 2021, eq. 16; k-diffusion, `get_ancestral_step`.
    ///
    /// @param eta   how much
    /// @param noise factor of the noise
    record Ancestral(double eta, double noise) implements Stochasticity {
        public Ancestral {
            ExponentialStep.requireEta(eta);
            requireNoise(noise);
        }

        /// Where the deterministic step ends and how much noise follows, in units of rho.
        Split split(NoiseSchedule schedule, NoiseLevel s, NoiseLevel t) {
            double to = t.rho();
            double up = Math.min(to, eta * to * Math.sqrt(1 - Math.pow(to / s.rho(), 2)));
            if (up == 0) return new Split(t, 0);
            return new Split(Stages.atRho(schedule, Math.sqrt((to - up) * (to + up))), up);
        }
    }

    /// A step in two parts: to `down`, then noise of size `up`.
    record Split(NoiseLevel down, double up) {}

    /// None.
    static Stochasticity none() {
        return new None();
    }

    private static void requireNoise(double noise) {
        if (!(noise >= 0 && noise <= 100))
            throw new IllegalArgumentException("noise factor " + noise + ": expected 0 ... 100, usually 1");
    }
}
