module scenario

go 1.19

require callveil v0.0.0

replace callveil => ../../../../../../engine/api/clients/go
