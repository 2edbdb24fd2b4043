# Property tests: seeded generators and laws that must hold for all they give.
