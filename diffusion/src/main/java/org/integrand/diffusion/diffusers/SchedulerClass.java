package org.integrand.diffusion.diffusers;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The schedulers of diffusers that can be compiled.
public enum SchedulerClass {
    DDIM("DDIMScheduler"),
    DDPM("DDPMScheduler"),
    DPM_MULTISTEP("DPMSolverMultistepScheduler"),
    DPM_SINGLESTEP("DPMSolverSinglestepScheduler"),
    DEIS("DEISMultistepScheduler"),
    UNIPC("UniPCMultistepScheduler"),
    EULER("EulerDiscreteScheduler"),
    EULER_ANCESTRAL("EulerAncestralDiscreteScheduler"),
    HEUN("HeunDiscreteScheduler"),
    KDPM2("KDPM2DiscreteScheduler"),
    KDPM2_ANCESTRAL("KDPM2AncestralDiscreteScheduler"),
    LMS("LMSDiscreteScheduler"),
    PNDM("PNDMScheduler"),
    IPNDM("IPNDMScheduler"),
    EDM_EULER("EDMEulerScheduler"),
    EDM_DPM("EDMDPMSolverMultistepScheduler"),
    FLOW_EULER("FlowMatchEulerDiscreteScheduler"),
    FLOW_HEUN("FlowMatchHeunDiscreteScheduler");

    private final String spelling;

    SchedulerClass(String spelling) {
        this.spelling = spelling;
    }

    /// The name of the class in diffusers.
    public String spelling() {
        return spelling;
    }

    /// @throws IllegalArgumentException when there is none of that name
    public static SchedulerClass named(String name) {
        for (SchedulerClass c : values()) if (c.spelling.equals(name)) return c;
        throw new IllegalArgumentException("_class_name " + name + ": expected one of "
                + Arrays.stream(values()).map(SchedulerClass::spelling).collect(Collectors.joining(", ")));
    }
}
