package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.integrand.app.cli.Session;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class SamplerAliasesTest {
    private static PlanSpec job(String yaml) {
        return JobReader.read(SamplerAliases.translated((ObjectNode) JobFile.parse(yaml)), PlanJob.class)
                .plan();
    }

    @ParameterizedTest
    @CsvSource({
        "DPM++ 2M Karras, dpm-solver++ 2M, karras",
        "DPM++ 2M, dpm-solver++ 2M, log-snr",
        "sample_dpmpp_2m, dpm-solver++ 2M, log-snr",
        "DPMSolverMultistepScheduler, dpm-solver++ 2M, log-snr",
        "LMS Karras, lms-4, karras",
        "Euler a, euler-ancestral, log-snr",
        "EulerDiscreteScheduler, euler, log-snr",
        "PLMS, pndm, log-snr",
        "DDIM, ddim, log-snr",
        "UniPC, unipc-2, log-snr",
        "dpmpp_3m_sde_exponential, dpm-solver++ 3M sde, log-snr",
        "heun, heun, log-snr"
    })
    void namesFromElsewhereAreKnown(String name, String label, String grid) {
        var job = job("{sampler: '" + name + "'}");
        assertThat(job.sampler().label()).isEqualTo(label);
        assertThat(job.grid()).isInstanceOf(grid.equals("karras") ? GridSpec.Karras.class : GridSpec.LogSnr.class);
        assertThat(job.grid().toZero()).isEqualTo(name.endsWith("Karras") || name.endsWith("exponential"));
    }

    @Test
    void everyNameOfTheTableIsASampler() {
        for (String name : SamplerAliases.table().names())
            assertThat(job("{sampler: '" + name + "'}").sampler().label()).isNotEmpty();
    }

    @Test
    void keysAndGridsOfTheJobWin() {
        var job = job("{sampler: {name: DPM++ 2M Karras, order: 3}, grid: {type: time-uniform, steps: 5}}");
        assertThat(job.sampler().label()).isEqualTo("dpm-solver++ 3M");
        assertThat(job.grid()).isInstanceOf(GridSpec.TimeUniform.class);
        assertThat(job("{sampler: DPM++ 2M Karras, grid: {steps: 7}}").grid())
                .isEqualTo(new GridSpec.Karras(new GridKeys.Size(7, true), new GridKeys.Power(7)));
    }

    @Test
    void oneJobHasOneGrid() {
        assertThatThrownBy(() ->
                        SamplerAliases.translated((ObjectNode) JobFile.parse("{samplers: [DPM++ 2M Karras, Euler a]}")))
                .hasMessageStartingWith("samplers [DPM++ 2M Karras, Euler a]: one job has one grid");
    }

    @Test
    void theCommandLineTakesThem() {
        var session = Session.run("plan", "--sampler", "DPM++ 2M Karras", "--steps", "4", "--json");
        assertThat(session.json().get("sampler").asString()).startsWith("dpm-solver++ multistep order 2");
        assertThat(session.json().get("evaluations").intValue()).isEqualTo(5);
        assertThat(Session.run("plan", "--sampler", "DPM+++ 9M").err()).contains("unknown sampler 'DPM+++ 9M'");
    }
}
